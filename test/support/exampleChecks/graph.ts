import type { IConnection, INode } from 'n8n-workflow';
import { descriptionOf, nodeNamed, type Check, type Example } from './example';

interface Arrow {
	from: string;
	type: string;
	output: number;
	to: IConnection;
}

const arrowsOf = ({ connections }: Example): Arrow[] =>
	Object.entries(connections).flatMap(([from, byType]) =>
		Object.entries(byType).flatMap(([type, outputs]) =>
			outputs.flatMap((targets, output) => (targets ?? []).map((to): Arrow => ({ from, type, output, to }))),
		),
	);

/** Of n8n's own nodes only the names are known, and that a note has no connections. */
export const connectionsFit: Check = (example) => [
	...Object.keys(example.connections)
		.filter((name) => !nodeNamed(example, name))
		.map((name) => `connections start at "${name}", which does not exist`),
	...arrowsOf(example).flatMap((arrow) => {
		const { from, type, output, to } = arrow;
		const source = nodeNamed(example, from);
		const target = nodeNamed(example, to.node);
		if (!target) return [`${from} leads to "${to.node}", which does not exist`];
		return [
			...(source && !outputsOf(source, type).has(output) ? [`${from} has no output ${output} of type ${type}`] : []),
			...(!inputsOf(target, to.type).has(to.index) ? [`${to.node} has no input ${to.index} of type ${to.type}`] : []),
		];
	}),
];

interface Range {
	has: (index: number) => boolean;
}

const ANY: Range = { has: (index) => Number.isInteger(index) && index >= 0 };
const first = (count: number): Range => ({ has: (index) => ANY.has(index) && index < count });

function outputsOf(node: INode, type: string): Range {
	if (node.type === 'n8n-nodes-base.stickyNote') return first(0);
	const outputs = descriptionOf(node)?.outputs;
	if (!Array.isArray(outputs)) return ANY;
	const errorOutputs = type === 'main' && node.onError === 'continueErrorOutput' ? 1 : 0;
	return first(outputs.filter((output) => output === type).length + errorOutputs);
}

function inputsOf(node: INode, type: string): Range {
	if (node.type === 'n8n-nodes-base.stickyNote') return first(0);
	const inputs = descriptionOf(node)?.inputs;
	return Array.isArray(inputs) ? first(inputs.filter((input) => input === type).length) : ANY;
}

const REFERENCES = [/\$\(\s*(['"`])(.+?)\1\s*\)/g, /\$node\[\s*(['"`])(.+?)\1\s*\]/g, /\$items\(\s*(['"`])(.+?)\1/g];

/** An expression can only read nodes that ran before it. */
export const referencesExist: Check = (example) =>
	example.nodes.flatMap((node) => {
		const earlier = before(example, node.name);
		const names = expressionsIn(node.parameters).flatMap((text) =>
			REFERENCES.flatMap((reference) => [...text.matchAll(reference)].map((match) => match[2] ?? '')),
		);
		return [...new Set(names)].flatMap((name) => {
			if (!nodeNamed(example, name)) return [`${node.name} reads "${name}", which does not exist`];
			return earlier.has(name) ? [] : [`${node.name} reads "${name}", which does not run before it`];
		});
	});

/** The nodes on the way to a node, and those in branches above this way: n8n runs the branches of a node from top to bottom. */
function before(example: Example, name: string): Set<string> {
	const arrows = arrowsOf(example);
	const found = new Set<string>();
	const queue = [name];
	for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
		for (const { from, to } of arrows) {
			if (to.node !== next) continue;
			for (const sibling of arrows)
				if (sibling.from === from && isAbove(example, sibling.to.node, next)) after(arrows, sibling.to.node, found);
			if (found.has(from)) continue;
			found.add(from);
			queue.push(from);
		}
	}
	return found;
}

const isAbove = (example: Example, name: string, other: string): boolean =>
	(nodeNamed(example, name)?.position[1] ?? Infinity) < (nodeNamed(example, other)?.position[1] ?? -Infinity);

/** Adds a node and all nodes that it leads to. */
function after(arrows: readonly Arrow[], name: string, found: Set<string>): void {
	if (found.has(name)) return;
	found.add(name);
	for (const { from, to } of arrows) if (from === name) after(arrows, to.node, found);
}

function expressionsIn(value: unknown): string[] {
	if (typeof value === 'string') return value.startsWith('=') ? [value] : [];
	return typeof value === 'object' && value !== null ? Object.values(value).flatMap(expressionsIn) : [];
}
