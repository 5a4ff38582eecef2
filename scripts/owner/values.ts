/** Who publishes the package. `package.json` holds the values; other files repeat them. */
export interface Owner {
	/** The user or the organization on GitHub. */
	user: string;
	/** The author, and the copyright holder. */
	name: string;
	email: string;
}

/** The values before anybody publishes the package. This is the only file that `npm run owner` never changes. */
export const NEUTRAL: Owner = { user: 'example', name: 'Wawp Groups node maintainers', email: 'maintainers@example.org' };
