/** A person in a group. */
export interface Member {
	/** `phone@c.us` */
	id: string;
	/** The masked id that an engine may show instead. */
	lid: string;
	role: 'participant' | 'admin' | 'superadmin';
}
