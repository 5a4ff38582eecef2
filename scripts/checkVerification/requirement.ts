import type { Subject } from './subject';

/** One rule of n8n for verified nodes. */
export interface Requirement {
	/** A statement about the package that is true if the rule is met. */
	rule: string;
	/**
	 * @returns what breaks the rule, empty if nothing does; or what only the owner of the package can do, because no program can see it
	 *   in the repository
	 */
	check: (subject: Subject) => string[] | OwnerStep | Promise<string[]>;
}

export class OwnerStep {
	constructor(readonly step: string) {}
}

/** A rule that nothing in the repository can prove. */
export const onlyTheOwner = (rule: string, step: string): Requirement => ({ rule, check: () => new OwnerStep(step) });

/** The requirements of one section of n8n's pages. */
export interface Theme {
	title: string;
	requirements: Requirement[];
}

/** @returns the text as a finding, unless the condition holds */
export const unless = (condition: boolean, finding: string): string[] => (condition ? [] : [finding]);
