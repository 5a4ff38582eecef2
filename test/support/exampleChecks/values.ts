import { isExpression, type INodeProperties } from 'n8n-workflow';

/** What is wrong with the value of one parameter; what an expression gives is known in a run only. */
export function valueFindings(property: INodeProperties, value: unknown, path: string): string[] {
	if (isExpression(value)) return [];
	const { options = [], modes = [] } = property;
	const refused = [`${path}: ${JSON.stringify(value)} is not valid for type ${property.type}`];
	switch (property.type) {
		case 'boolean':
		case 'string':
			return typeof value === property.type ? [] : refused;
		case 'number':
			return isNumberFor(property, value) ? [] : refused;
		case 'options':
			return isOffered(property, value) ? [] : refused;
		case 'multiOptions':
			return Array.isArray(value) && value.every((one) => isOffered(property, one)) ? [] : refused;
		case 'resourceLocator':
			return isObject(value) && value.__rl === true && modes.some(({ name }) => name === value.mode) ? [] : refused;
		case 'collection':
			return isObject(value) ? fieldFindings(options.filter(isField), value, path) : refused;
		case 'fixedCollection':
			if (!isObject(value)) return refused;
			return options.flatMap((part) =>
				'values' in part
					? [value[part.name] ?? []]
							.flat()
							.flatMap((entry, at) =>
								isObject(entry) ? fieldFindings(part.values, entry, `${path} > ${part.name} > ${at}`) : refused,
							)
					: [],
			);
		default:
			return [`${path}: nobody taught this check the type ${property.type}`];
	}
}

const fieldFindings = (fields: INodeProperties[], values: Record<string, unknown>, path: string): string[] =>
	fields
		.filter(({ name }) => name in values)
		.flatMap((field) => valueFindings(field, values[field.name], `${path} > ${field.name}`));

function isOffered({ options = [], typeOptions }: INodeProperties, value: unknown): boolean {
	// n8n asks the node for them while the panel is open.
	if (typeOptions?.loadOptionsMethod) return typeof value === 'string';
	return options.some((option) => 'value' in option && option.value === value);
}

function isNumberFor({ typeOptions = {} }: INodeProperties, value: unknown): boolean {
	const { minValue = -Infinity, maxValue = Infinity, numberPrecision } = typeOptions;
	return (
		typeof value === 'number' && value >= minValue && value <= maxValue && (numberPrecision !== 0 || Number.isInteger(value))
	);
}

const isField = (option: object): option is INodeProperties => 'type' in option;

const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
