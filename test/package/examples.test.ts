import { exampleFiles, readExample } from '../support/examples';
import { typesExist, type Check, type Example } from '../support/exampleChecks/example';
import { idsAreUnique, keysAreKnown, webhooksHaveIds } from '../support/exampleChecks/file';
import { connectionsFit, referencesExist } from '../support/exampleChecks/graph';
import { noteNamesNodes, parametersAreKept, requiredIsFilledIn, valuesAreValid } from '../support/exampleChecks/parameters';

const read = (file: string) => readExample(file) as Example;

/** By what a file has to be like. */
const CHECKS: Record<string, Check> = {
	'only has node types and versions that exist': typesExist,
	'only sets parameters that the panel shows': parametersAreKept,
	'only sets valid values': valuesAreValid,
	'sets every required parameter, but those that its note asks for': requiredIsFilledIn,
	'only names nodes in its note that exist': noteNamesNodes,
	'only connects nodes, outputs and inputs that exist': connectionsFit,
	'only reads nodes in expressions that run before': referencesExist,
	'gives every webhook an id': webhooksHaveIds,
	'has no two nodes of one id, name or webhook': idsAreUnique,
	'only has keys that n8n imports, and no credential': keysAreKnown,
};

describe.each(Object.entries(CHECKS))('every example %s', (_what, check) => {
	test.each(exampleFiles())('%s', (file) => {
		expect(check(read(file))).toEqual([]);
	});
});

/** The examples of today, one thing in each broken: no check above passes everything. */
describe('a broken example is found', () => {
	type Break = (example: Example) => unknown;
	const WAVE = 'stop-spam-wave.json';
	const revoke = (example: Example) => example.nodes.find(({ name }) => name === 'Remove Participants')!;
	const trigger = (example: Example) => example.nodes.find(({ name }) => name === 'Join Burst')!;
	const first = (example: Example) => example.connections['Join Burst']!.main![0]![0]!;
	const set = (path: string, value: unknown): Break => {
		const [name = '', option] = path.split('.');
		return ({ nodes }) => {
			const { parameters } = nodes.find((node) => name in node.parameters && node.type.includes('wawp-groups'))!;
			Object.assign(option ? (parameters[name] as object) : parameters, { [option ?? name]: value });
		};
	};

	test.each<[string, Check, Break, string]>([
		['type', typesExist, (it) => (revoke(it).type = 'n8n-nodes-wawp-groups.wawp'), 'there is no node type'],
		['package', typesExist, (it) => (revoke(it).type = 'wawpGroups'), 'there is no node type'],
		['version', typesExist, (it) => (revoke(it).typeVersion = 7), 'there is no version 7'],
		['operation', valuesAreValid, set('operation', 'revokeAll'), '"revokeAll" is not valid for type options'],
		['resource', valuesAreValid, set('resource', 'code'), '"code" is not valid for type options'],
		['event', valuesAreValid, set('events', ['joinBurst', 'joined']), 'is not valid for type multiOptions'],
		['number below its minimum', valuesAreValid, set('threshold', 0), '0 is not valid for type number'],
		['number in a collection', valuesAreValid, set('options.windowSeconds', '5'), '"5" is not valid for type number'],
		['mode', valuesAreValid, set('groupId.mode', 'phone'), 'is not valid for type resourceLocator'],
		['unknown parameter', parametersAreKept, (it) => (revoke(it).parameters.group = 'x'), 'group: unknown, or hidden'],
		['unknown option', parametersAreKept, set('options.cooldown', 5), 'options > cooldown: unknown, or hidden'],
		[
			'hidden parameter',
			parametersAreKept,
			(it) => (trigger(it).parameters.events = ['memberLeft']),
			'threshold: unknown, or hidden',
		],
		['required parameter', requiredIsFilledIn, set('groupId.value', ''), 'Remove Participants: '],
		['name in a note', noteNamesNodes, (it) => (trigger(it).name = 'Burst'), 'open "Join Burst", which does not exist'],
		['connection to nowhere', connectionsFit, (it) => (first(it).node = 'Nowhere'), 'leads to "Nowhere"'],
		['connection from nowhere', connectionsFit, (it) => (it.connections.Nowhere = {}), 'start at "Nowhere"'],
		['connection to a trigger', connectionsFit, (it) => (first(it).node = 'Join Burst'), 'Join Burst has no input 0'],
		['input', connectionsFit, (it) => (it.connections['Read the Log Again']!.main![0]![0]!.index = 1), 'has no input 1'],
		[
			'output',
			connectionsFit,
			(it) => (it.connections['Remove Participants'] = { main: [[], [{ node: 'Settings', type: 'main', index: 0 }]] }),
			'Remove Participants has no output 1',
		],
		['reference', referencesExist, (it) => (it.nodes.find(({ name }) => name === 'Settings')!.name = 'Set'), 'reads "Settings"'],
		['order of nodes', referencesExist, (it) => delete it.connections.Settings, 'which does not run before'],
		['webhook', webhooksHaveIds, (it) => delete trigger(it).webhookId, 'Join Burst: has no webhookId'],
		['id', idsAreUnique, (it) => (trigger(it).id = revoke(it).id), 'two nodes have the id'],
		['workflow key', keysAreKnown, (it) => (it.version = 1), 'does not import "version"'],
		['node key', keysAreKnown, (it) => (revoke(it).credentials = {}), '"credentials" does not belong to a node'],
	])('%s', (_what, check, breakIt, finding) => {
		const example = read(WAVE);
		breakIt(example);
		expect(check(example).join('\n')).toContain(finding);
	});
});
