/** How to take one change back. */
export interface UndoStep {
	/** What is restored, e.g. `"Only admins can send messages" is off again`. */
	what: string;
	/** What the user can do if it fails. */
	byHand: string;
	/** @returns whether the earlier state was seen again */
	run: () => Promise<boolean>;
}

export interface Restored {
	restored: string[];
	/** What to do by hand. */
	failed: string[];
	/** What nobody can restore. */
	final: string[];
}

/** The changes of a run. The last one is taken back first. */
export class UndoStack {
	private readonly steps: UndoStep[] = [];
	private readonly done: Restored = { restored: [], failed: [], final: [] };

	/** Call this before the change is sent. */
	push(step: UndoStep): void {
		this.steps.push(step);
	}

	/** Notes a change that cannot be taken back. */
	final(what: string): void {
		this.done.final.push(what);
	}

	/** Forgets a step whose change was not made. */
	drop(step: UndoStep): void {
		const at = this.steps.indexOf(step);
		if (at >= 0) this.steps.splice(at, 1);
	}

	/** Takes one change back now. @returns whether the earlier state was seen again */
	async undo(step: UndoStep): Promise<boolean> {
		this.drop(step);
		const isRestored = await step.run().catch(() => false);
		if (isRestored) this.done.restored.push(step.what);
		else this.done.failed.push(step.byHand);
		return isRestored;
	}

	/** Takes all remaining changes back. Never throws. */
	async undoAll(): Promise<Restored> {
		for (let step = this.steps.at(-1); step; step = this.steps.at(-1)) await this.undo(step);
		return this.done;
	}

	/** What would have to be restored by hand if the program ended now. */
	get open(): string[] {
		return this.steps.map(({ byHand }) => byHand).reverse();
	}
}
