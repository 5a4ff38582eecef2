import { writeFile } from 'node:fs/promises';
import type { TopLevelSpec } from 'vega-lite';
import type { Figures } from './measure';

/** Draws the time of each contender and latency, with the spread of the rounds, as SVG. */
export async function plotTimes(figures: Figures[], file: string): Promise<void> {
	const values = figures.flatMap(({ contender, latency, isSecure, ms }) =>
		ms.map((one) => ({ contender, latency: `${latency} ms latency${isSecure ? ', HTTPS' : ''}`, seconds: one / 1_000 })),
	);
	const order = [...new Set(figures.map(({ contender }) => contender))];
	const y = { field: 'contender', type: 'nominal', sort: order, title: null, axis: { labelLimit: 400 } } as const;
	const seconds = { field: 'seconds', type: 'quantitative', title: 'seconds, median with fastest and slowest round' } as const;
	const spec: TopLevelSpec = {
		$schema: 'https://vega.github.io/schema/vega-lite/v5.json',
		background: 'white',
		data: { values },
		facet: {
			row: {
				field: 'latency',
				sort: [...new Set(values.map(({ latency }) => latency))],
				title: null,
				header: { labelAngle: 0, labelOrient: 'top', labelAnchor: 'start' },
			},
		},
		resolve: { scale: { y: 'independent' } },
		spec: {
			width: 420,
			layer: [
				{
					mark: { type: 'bar', color: '#25a366' },
					encoding: { y, x: { ...seconds, aggregate: 'median' } },
				},
				{
					mark: { type: 'rule' },
					encoding: { y, x: { ...seconds, aggregate: 'min' }, x2: { field: 'seconds', aggregate: 'max' } },
				},
			],
		},
	};
	const [{ parse, View }, { compile }] = await Promise.all([import('vega'), import('vega-lite')]);
	await writeFile(file, `${await new View(parse(compile(spec).spec), { renderer: 'none' }).toSVG()}\n`);
}
