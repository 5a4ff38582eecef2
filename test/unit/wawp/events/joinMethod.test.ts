import { joinMethodOf, type JoinMethod } from '../../../../nodes/wawp/events/joinMethod';

test.each<[string, Record<string, unknown>, boolean | undefined, JoinMethod]>([
	['GOWS: the reason is an invite', { JoinReason: 'invite' }, undefined, 'link'],
	['GOWS: the reason is an invite, and an admin approved it', { JoinReason: 'invite' }, false, 'link'],
	['GOWS: an empty reason', { JoinReason: '' }, undefined, 'added'],
	['GOWS: an empty reason, and no sender', { JoinReason: '', Sender: null, SenderPN: null }, undefined, 'added'],
	['GOWS: an empty reason, and another sender', { JoinReason: '', Sender: '5@lid' }, false, 'added'],
	['GOWS: an empty reason, and the joiner as sender', { JoinReason: '', Sender: '9@lid' }, true, 'link'],
	['GOWS: an empty reason, and a sender who cannot be compared', { JoinReason: '', Sender: '5@lid' }, undefined, 'unknown'],
	['GOWS: added as an admin of the community', { JoinReason: 'default_sub_group_admin_add' }, undefined, 'added'],
	['GOWS: an unknown reason', { JoinReason: 'community' }, false, 'unknown'],
	['GOWS, by its other name', { Reason: 'invite' }, undefined, 'link'],
	['WEBJS: invite', { type: 'invite' }, undefined, 'link'],
	['WEBJS: add', { type: 'add' }, undefined, 'added'],
	['WEBJS: add, by the joiner, which contradicts itself', { type: 'add' }, true, 'unknown'],
	['WEBJS: through a community, which is neither', { type: 'linked_group_join' }, undefined, 'unknown'],
	['WEBJS: through a community, with any author', { type: 'linked_group_join' }, true, 'unknown'],
	['NOWEB: the joiner is the author', { author: '201@c.us' }, true, 'link'],
	['NOWEB: the author is someone else', { author: '5@lid' }, false, 'added'],
	['NOWEB: an author who cannot be compared', { author: '5@lid' }, undefined, 'unknown'],
	['no data at all', {}, undefined, 'unknown'],
])('%s', (_engine, data, isOwnAct, method) => {
	expect(joinMethodOf(data, isOwnAct)).toBe(method);
});
