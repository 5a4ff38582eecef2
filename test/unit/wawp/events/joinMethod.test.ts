import type { EventParticipant } from '../../../../nodes/wawp/events/eventParticipants';
import { joinMethodOf, type JoinMethod } from '../../../../nodes/wawp/events/joinMethod';

const JOINER: EventParticipant = { id: '201@c.us', ids: ['201@c.us', '9@lid'] };

test.each<[string, Record<string, unknown>, JoinMethod]>([
	['GOWS: the reason is an invite', { JoinReason: 'invite' }, 'link'],
	['GOWS: an empty reason', { JoinReason: '' }, 'added'],
	['GOWS: an unknown reason', { JoinReason: 'community' }, 'unknown'],
	['GOWS, by its other name', { Reason: 'invite' }, 'link'],
	['WEBJS: invite', { type: 'invite' }, 'link'],
	['WEBJS: add', { type: 'add' }, 'added'],
	['WEBJS: through a community, which is neither', { type: 'linked_group_join' }, 'unknown'],
	['WEBJS: through a community, with any author', { type: 'linked_group_join', author: '201@c.us' }, 'unknown'],
	['NOWEB: the joiner is the author', { author: '201@s.whatsapp.net' }, 'link'],
	['NOWEB: the author has the masked ID of the joiner', { author: '9@lid' }, 'link'],
	['NOWEB: the author has several IDs, one of them the joiner’s', { author: { id: '9@lid', pn: '202@c.us' } }, 'link'],
	['NOWEB: the author is someone else', { author: '5@lid' }, 'added'],
	['NOWEB: an invalid author', { author: 'x' }, 'unknown'],
	['no data at all', {}, 'unknown'],
])('%s', (_engine, data, method) => {
	expect(joinMethodOf(data, JOINER)).toBe(method);
});
