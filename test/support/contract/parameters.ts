import type {
	IDisplayOptions,
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
	NodeParameterValueType,
} from 'n8n-workflow';

/** What a saved workflow relies on in one parameter. Names, descriptions and hints may change at any time. */
export interface ReleasedParameter {
	type: string;
	default: NodeParameterValueType;
	required?: true;
	/** Beyond the resource and the operation. */
	shownWhen?: IDisplayOptions;
	/** Whether a list of values is saved, and which numbers are valid. */
	limits?: object;
	/** What an options field offers. */
	values?: unknown[];
	/** The parameters of a collection. */
	fields?: ReleasedParameters;
	/** The parameters of each part of a fixed collection. */
	parts?: Record<string, ReleasedParameters>;
	/** The modes of a resource locator, and the type of each. */
	modes?: Record<string, string>;
}

export type ReleasedParameters = Record<string, ReleasedParameter>;

const LIMITS = ['multipleValues', 'minValue', 'maxValue', 'numberPrecision'] as const;

type Option = INodePropertyOptions | INodePropertyCollection | INodeProperties;

const isValue = (option: Option): option is INodePropertyOptions => 'value' in option;
const isPart = (option: Option): option is INodePropertyCollection => 'values' in option;
const isField = (option: Option): option is INodeProperties => 'type' in option;

/** Parameters by name. A name that two of them share gets a number: which one applies depends on what is set elsewhere. */
export function releasedParameters(properties: INodeProperties[]): ReleasedParameters {
	const parameters: ReleasedParameters = {};
	for (const property of properties) {
		// Workflows save no notice.
		if (property.type === 'notice') continue;
		const namesakes = Object.keys(parameters).filter((key) => key.replace(/ \(\d+\)$/, '') === property.name).length;
		parameters[namesakes === 0 ? property.name : `${property.name} (${namesakes + 1})`] = released(property);
	}
	return parameters;
}

function released(property: INodeProperties): ReleasedParameter {
	const { type, required, options = [], modes = [], displayOptions } = property;
	const limits = Object.fromEntries(LIMITS.flatMap((name) => withValue(name, property.typeOptions?.[name])));
	const values = options.filter(isValue).map(({ value }) => value);
	const fields = options.filter(isField);
	const parts = options.filter(isPart);
	return {
		type,
		default: property.default,
		...(required && { required }),
		...shownWhen(displayOptions),
		...(Object.keys(limits).length > 0 && { limits }),
		...(values.length > 0 && { values }),
		...(fields.length > 0 && { fields: releasedParameters(fields) }),
		...(parts.length > 0 && { parts: Object.fromEntries(parts.map((part) => [part.name, releasedParameters(part.values)])) }),
		...(modes.length > 0 && { modes: Object.fromEntries(modes.map((mode) => [mode.name, mode.type])) }),
	};
}

function shownWhen(displayOptions: IDisplayOptions = {}): { shownWhen?: IDisplayOptions } {
	const { show = {}, ...others } = displayOptions;
	const further = Object.entries(show).filter(([name]) => name !== 'resource' && name !== 'operation');
	const conditions = { ...(further.length > 0 && { show: Object.fromEntries(further) }), ...others };
	return Object.keys(conditions).length > 0 ? { shownWhen: conditions } : {};
}

const withValue = (name: string, value: unknown): Array<[string, unknown]> => (value === undefined ? [] : [[name, value]]);
