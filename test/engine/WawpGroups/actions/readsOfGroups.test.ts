import type { INodeParameters } from 'n8n-workflow';
import type { RecordedCall } from '../../../support/emulator/call';
import type { Engine } from '../../../support/emulator/world';
import { Bench } from '../../../support/engine/bench';
import { useFastClock } from '../../../support/engine/fastClock';

useFastClock();

const bench = new Bench('get', 'group');
const PERSON = '201234567890@c.us';
const PEOPLE = { participants: PERSON };
const JOIN = { inviteCode: 'TheOldInviteCodeGroupA' };

/** The calls for which NOWEB loads all groups of the account. */
const READS: ReadonlyArray<RecordedCall['name']> = ['groups', 'group', 'participants', 'readSend', 'readEdit'];

interface Row {
	operation: string;
	resource?: string;
	parameters?: INodeParameters;
	plant?: () => void;
	reads: string[];
}

const outside = () => (bench.a.role = 'none');
const member = () => bench.a.addMember(PERSON);

/** docs/reliability.md has the counts. */
const TABLE: Row[] = [
	{ operation: 'get', reads: ['group'] },
	{ operation: 'getJoinInfo', parameters: JOIN, reads: [] },
	{ operation: 'join', parameters: JOIN, plant: outside, reads: ['participants'] },
	{ operation: 'leave', reads: ['participants'] },
	{ operation: 'create', parameters: { subject: 'New', ...PEOPLE }, reads: ['group'] },
	{ operation: 'lock', reads: ['group', 'group'] },
	{
		operation: 'unlock',
		plant: () => Object.assign(bench.a.adminsOnly, { 'info-admin-only': true }),
		reads: ['group', 'group'],
	},
	{ operation: 'update', parameters: { updateFields: { subject: 'New', description: 'Be kind' } }, reads: ['group'] },
	{
		operation: 'update',
		parameters: { updateFields: { subject: 'New', onlyAdminsCanSend: true, onlyAdminsCanEdit: true } },
		reads: ['group'],
	},
	{ operation: 'refresh', reads: [] },
	{ operation: 'getAll', resource: 'group', parameters: { returnAll: true }, reads: ['groups'] },
	{ operation: 'getAll', resource: 'participant', parameters: { returnAll: true }, reads: ['participants'] },
	{ operation: 'add', resource: 'participant', parameters: PEOPLE, reads: ['participants'] },
	{ operation: 'remove', resource: 'participant', parameters: PEOPLE, plant: member, reads: ['participants', 'participants'] },
	{ operation: 'promote', resource: 'participant', parameters: PEOPLE, plant: member, reads: ['participants'] },
	{ operation: 'revoke', resource: 'inviteCode', reads: [] },
	{ operation: 'get', resource: 'inviteCode', reads: [] },
];

const rows = TABLE.flatMap((row) =>
	(['NOWEB', 'WEBJS', 'GOWS'] as const).map((engine): [string, Engine, Row] => [
		`${row.resource ?? 'group'}: ${row.operation} ${Object.keys(row.parameters?.updateFields ?? {}).join()}`,
		engine,
		row,
	]),
);

test.each(rows)('%s reads the group as seldom as possible, with %s', async (_name, engine, row) => {
	bench.account.engine = engine;
	row.plant?.();
	const { operation, resource = 'group', parameters, reads } = row;
	const { success, error } = await bench.run({ parameters: { operation, resource, ...parameters } });
	expect(error).toBeUndefined();
	expect(success.length).toBeGreaterThan(0);
	expect(bench.calls.filter((name) => READS.includes(name))).toEqual(reads);
});

test('a join that waits for an approval reads the participants twice, with 2 seconds between', async () => {
	bench.account.engine = 'NOWEB';
	bench.account.outsideTexts = 'engine';
	bench.a.role = 'none';
	bench.a.needsApproval = true;
	await bench.run({ parameters: { operation: 'join', resource: 'group', ...JOIN } });
	expect(bench.calls.filter((name) => READS.includes(name))).toEqual(['participants', 'participants']);
});
