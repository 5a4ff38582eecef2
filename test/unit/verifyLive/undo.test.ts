import { UndoStack, type UndoStep } from '../../../scripts/verifyLive/undo';

const order: string[] = [];

const step = (name: string, result: boolean | Error = true): UndoStep => ({
	what: name,
	byHand: `do ${name}`,
	run: async () => {
		order.push(name);
		if (result instanceof Error) throw result;
		return await Promise.resolve(result);
	},
});

beforeEach(() => {
	order.length = 0;
});

test('takes the last change back first, once', async () => {
	const undo = new UndoStack();
	const [first, second] = [step('first'), step('second')];
	undo.push(first);
	undo.push(second);
	expect(undo.open).toEqual(['do second', 'do first']);
	expect(await undo.undoAll()).toEqual({ restored: ['second', 'first'], failed: [], final: [] });
	expect(order).toEqual(['second', 'first']);
	await undo.undoAll();
	expect(order).toHaveLength(2);
});

test('goes on after a failure, and says what to do by hand', async () => {
	const undo = new UndoStack();
	undo.push(step('first'));
	undo.push(step('second', false));
	undo.push(step('third', new Error('No connection')));
	undo.final('gone');
	expect(await undo.undoAll()).toEqual({ restored: ['first'], failed: ['do third', 'do second'], final: ['gone'] });
});

test('forgets a change that was not made', async () => {
	const undo = new UndoStack();
	const never = step('never');
	undo.push(never);
	undo.drop(never);
	undo.drop(never);
	expect(await undo.undoAll()).toEqual({ restored: [], failed: [], final: [] });
	expect(order).toEqual([]);
});
