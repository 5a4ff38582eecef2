import { json, text } from '../reply';
import type { GroupAct, Route } from '../route';
import { undocumented } from '../undocumented';
import { shownSettings } from '../groupShapes';
import { outsideReply, refusal } from '../shapes';
import type { Group } from '../world';

type Setting = keyof Group['adminsOnly'];

export const settingCalls = {
	readSend: { needs: 'group', act: reading('messages-admin-only') },
	readEdit: { needs: 'group', act: reading('info-admin-only') },
	changeSend: { needs: 'group', act: changing('messages-admin-only') },
	changeEdit: { needs: 'group', act: changing('info-admin-only') },
} satisfies Record<string, Route>;

function reading(setting: Setting): GroupAct {
	return ({ instance, group }) =>
		group.role === 'none'
			? outsideReply(instance, group.id, 'groupMetadata')
			: json(200, { adminsOnly: shownSettings(group)[setting] });
}

function changing(setting: Setting): GroupAct {
	return undocumented(({ call, instance: { engine, settingsIn }, group }, make) => {
		const adminsOnly = settingsIn === 'body' ? call.body.adminsOnly : { true: true, false: false }[String(call.query.adminsOnly)];
		if (typeof adminsOnly !== 'boolean') return json(400, { code: 'missing_param', message: 'adminsOnly is required' });
		if (group.role !== 'admin') return engine === 'WEBJS' ? json(200, false) : refusal(engine, group.role);
		make(() => group.restrict(setting, adminsOnly));
		return engine === 'WEBJS' ? json(200, true) : text(200, '');
	});
}
