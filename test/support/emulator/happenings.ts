import type { Member } from './member';

/** What can happen in a group that Wawp tells webhooks about. */
export type Happening =
	| { kind: 'joined'; who: Member[]; by: 'link' | 'somebody' }
	| { kind: 'left' | 'promoted' | 'demoted'; who: Member[] }
	| { kind: 'updated'; subject?: string; description?: string }
	| { kind: 'code changed'; link: string }
	| { kind: 'own account joined' | 'own account left' };
