import type { Member } from './member';

/** A change in a group that Wawp reports to webhooks as a group event. */
export type GroupChange =
	| { kind: 'joined'; members: Member[]; joinMethod: 'link' | 'added' }
	| { kind: 'left' | 'promoted' | 'demoted'; members: Member[] }
	| { kind: 'updated'; subject?: string; description?: string }
	| { kind: 'code changed'; link: string }
	| { kind: 'own account joined' | 'own account left' };
