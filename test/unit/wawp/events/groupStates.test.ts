import { GroupStates } from '../../../../nodes/wawp/events/groupStates';

const GROUP = '1@g.us';
const partial = (values: Record<string, string>) => ({ values, isComplete: false });
const complete = (values: Record<string, string>) => ({ values, isComplete: true });

test('a value that is seen for the first time has changed, unless the event repeats the whole state', () => {
	expect(new GroupStates().learn(GROUP, partial({ subject: 'A' }), 1)).toBe(true);
	expect(new GroupStates().learn(GROUP, complete({ subject: 'A' }), 1)).toBe(false);
});

test('a value that is seen for the first time has changed if the engine says so', () => {
	const changed = ['subject'];
	expect(new GroupStates().learn(GROUP, { ...complete({ subject: 'A', invite: 'C' }), changed }, 1)).toBe(true);
	expect(new GroupStates().learn(GROUP, { ...complete({ invite: 'C' }), changed }, 1)).toBe(false);
	const states = new GroupStates();
	states.learn(GROUP, complete({ subject: 'A' }), 1);
	expect(states.learn(GROUP, { ...complete({ subject: 'A' }), changed }, 2)).toBe(false);
});

test('a value has changed if it differs from the last one', () => {
	const states = new GroupStates();
	states.learn(GROUP, complete({ subject: 'A', description: 'D' }), 1);
	expect(states.learn(GROUP, partial({ subject: 'A' }), 2)).toBe(false);
	expect(states.learn(GROUP, complete({ subject: 'A', description: 'E' }), 3)).toBe(true);
	expect(states.learn(GROUP, partial({ description: 'E' }), 4)).toBe(false);
	expect(states.learn(GROUP, partial({ description: 'D' }), 5)).toBe(true);
});

test('an event at the same time replaces a value, an earlier one does not', () => {
	const states = new GroupStates();
	states.learn(GROUP, partial({ invite: 'A' }), 10);
	expect(states.learn(GROUP, partial({ invite: 'Z' }), 9)).toBe(false);
	expect(states.learn(GROUP, partial({ invite: 'A' }), 11)).toBe(false);
	expect(states.learn(GROUP, partial({ invite: 'B' }), 11)).toBe(true);
	expect(states.learn(GROUP, partial({ invite: 'B' }), 12)).toBe(false);
});

test('an event without values is a change', () => {
	expect([1, 2].map((time) => new GroupStates().learn(GROUP, partial({}), time))).toEqual([true, true]);
});

test('each group has its own values', () => {
	const states = new GroupStates();
	states.learn(GROUP, partial({ subject: 'A' }), 1);
	expect(states.learn('2@g.us', partial({ subject: 'A' }), 1)).toBe(true);
});

test('what an event changed can be undone', () => {
	const states = new GroupStates();
	const none = states.get(GROUP);
	states.learn(GROUP, partial({ subject: 'A' }), 1);
	const first = states.get(GROUP);
	states.learn(GROUP, partial({ subject: 'B' }), 2);
	states.restore(GROUP, first);
	expect(states.learn(GROUP, partial({ subject: 'A' }), 3)).toBe(false);
	states.restore(GROUP, none);
	expect(states.size).toBe(0);
});

test('the groups without news for longest are forgotten', () => {
	const states = new GroupStates(2);
	for (const group of ['1@g.us', '2@g.us', '1@g.us', '3@g.us'] as const) states.learn(group, partial({ subject: 'A' }), 1);
	expect(states.size).toBe(2);
	expect(states.learn('1@g.us', partial({ subject: 'A' }), 2)).toBe(false);
	expect(states.learn('2@g.us', partial({ subject: 'A' }), 2)).toBe(true);
});
