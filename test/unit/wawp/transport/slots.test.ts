import { Slots } from '../../../../nodes/wawp/transport/slots';

/** Tasks that run until they are ended by hand. */
function handTasks(slots: Slots, count: number) {
	const running: number[] = [];
	const ends: Array<() => void> = [];
	const all = Array.from(
		{ length: count },
		async (_, at) =>
			await slots.run(async () => {
				running.push(at);
				await new Promise<void>((resolve) => (ends[at] = resolve));
				return at;
			}),
	);
	return { all, running, end: (at: number) => ends[at]?.() };
}

test('as many tasks run as there are slots, and the others follow in their order', async () => {
	const { all, running, end } = handTasks(new Slots(2), 4);
	expect(running).toEqual([0, 1]);
	end(1);
	await all[1];
	expect(running).toEqual([0, 1, 2]);
	end(0);
	await all[0];
	expect(running).toEqual([0, 1, 2, 3]);
	end(2);
	end(3);
	expect(await Promise.all(all)).toEqual([0, 1, 2, 3]);
});

test('a task that fails frees its slot', async () => {
	const slots = new Slots(1);
	const failed = slots.run(async () => await Promise.reject(new Error('no')));
	const next = slots.run(async () => await Promise.resolve('yes'));
	await expect(failed).rejects.toThrow('no');
	expect(await next).toBe('yes');
	expect(await slots.run(async () => await Promise.resolve('again'))).toBe('again');
});

test('fewer tasks can be allowed while some run', async () => {
	const slots = new Slots(3);
	const { all, running, end } = handTasks(slots, 5);
	slots.limitTo(1);
	for (const at of [0, 1]) {
		end(at);
		await all[at];
	}
	expect(running).toEqual([0, 1, 2]);
	end(2);
	await all[2];
	expect(running).toEqual([0, 1, 2, 3]);
	end(3);
	await all[3];
	end(4);
	expect(await all[4]).toBe(4);
});
