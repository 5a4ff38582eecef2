import type { Member } from './member';

/** A change in a group that Wawp reports to webhooks as a group event. */
export type GroupChange =
	| ({ kind: 'joined'; members: Member[]; joinMethod: 'link' | 'added' } & Act)
	| ({ kind: 'left' | 'promoted' | 'demoted'; members: Member[] } & Act)
	| { kind: 'updated'; subject?: string; description?: string }
	| { kind: 'setting changed'; setting: GroupSetting }
	| { kind: 'code changed'; link: string }
	/** Nothing changed. NOWEB then repeats what it knows of the group. */
	| { kind: 'read' }
	| { kind: 'own account joined' | 'own account left' };

/** A setting, by the path of its calls. */
export type GroupSetting = 'messages-admin-only' | 'info-admin-only';

/** `by`: who made the change. Default: the first of the members, or an admin if somebody was added, promoted or demoted. */
interface Act {
	by?: Pick<Member, 'id' | 'lid'>;
}

/** Who adds people, unless a test says otherwise. */
export const AN_ADMIN = { id: '201111111111@c.us', lid: '9001111111111@lid' };
