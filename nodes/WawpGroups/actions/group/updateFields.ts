import type { IBinaryData, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { booleanFrom, toOptions } from '../../../shared/options';
import type { GroupUpdate } from '../../../wawp/groups/applyUpdate';
import { toDescription, toSubject } from '../../../wawp/groups/groupTexts';
import { SECURITY_SETTINGS, type SecuritySettings } from '../../../wawp/groups/securitySettings';
import type { Picture } from '../../../wawp/groups/undocumentedCalls';
import { emptyField, quoteValue } from '../../../wawp/ids/quoteValue';
import { badInput } from '../../../wawp/outcome/wawpFailure';

/** In the order of the panel: alphabetical by name. */
const FIELDS = {
	description: {
		displayName: 'Description',
		type: 'string',
		typeOptions: { rows: 4 },
		default: '',
		description: 'The description of the group. Empty removes it.',
	},
	onlyAdminsCanEdit: {
		displayName: 'Only Admins Can Edit',
		type: 'boolean',
		default: false,
		description: 'Whether only admins can edit the group info',
	},
	onlyAdminsCanSend: {
		displayName: 'Only Admins Can Send',
		type: 'boolean',
		default: false,
		description: 'Whether only admins can send messages',
	},
	pictureFile: {
		displayName: 'Picture File',
		type: 'string',
		default: 'data',
		hint: 'The name of the input field that contains the picture',
		description: 'The name of the binary field of the input item that contains the picture. A JPEG works with every engine.',
	},
	pictureUrl: {
		displayName: 'Picture URL',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://example.com/picture.jpg',
		description: 'The address of a picture that Wawp can load',
	},
	removePicture: {
		displayName: 'Remove Picture',
		type: 'boolean',
		default: true,
		description: 'Whether to remove the picture of the group',
	},
	subject: { displayName: 'Subject', type: 'string', default: '', description: 'The name of the group' },
} as const satisfies Record<string, Omit<INodeProperties, 'name'>>;

type FieldName = keyof typeof FIELDS;
type Given = Partial<Record<FieldName, unknown>>;

export const updateFields: INodeProperties = {
	displayName: 'Update Fields',
	name: 'updateFields',
	type: 'collection',
	placeholder: 'Add field',
	default: {},
	options: Object.entries(FIELDS).map(([name, field]): INodeProperties => ({ ...field, name })),
};

/**
 * Reads the fields of an item. Only the fields that were added in the panel are changed.
 *
 * @throws WawpFailure of kind `badInput` for an invalid value, or without any field
 */
export function readUpdate(context: IExecuteFunctions, itemIndex: number): GroupUpdate {
	const given: Given = toOptions(context.getNodeParameter(updateFields.name, itemIndex, {}));
	const settings: GroupUpdate['settings'] = {};
	for (const setting of SECURITY_SETTINGS) if (setting in given) settings[setting] = toBoolean(given, setting);
	const picture = readPicture(context, itemIndex, given);
	if (Object.keys(FIELDS).every((name) => !(name in given)))
		throw badInput('There is nothing to update', 'Add a field under "Update Fields"');
	return {
		...('subject' in given && { subject: toSubject(given.subject) }),
		...('description' in given && { description: toDescription(given.description) }),
		settings,
		...(picture !== undefined && { picture }),
	};
}

function readPicture(context: IExecuteFunctions, itemIndex: number, given: Given): GroupUpdate['picture'] {
	const isRemoved = 'removePicture' in given && toBoolean(given, 'removePicture');
	const sources = [isRemoved, 'pictureFile' in given, 'pictureUrl' in given].filter(Boolean);
	if (sources.length > 1) {
		throw badInput('"Update Fields" has several fields for the picture', 'Keep one of them and remove the others');
	}
	if (isRemoved) return null;
	if ('pictureUrl' in given) return urlOf(given.pictureUrl);
	return 'pictureFile' in given ? fileOf(context, itemIndex, given.pictureFile) : undefined;
}

function urlOf(value: unknown): () => Promise<Picture> {
	const url = typeof value === 'string' ? value.trim() : '';
	if (url === '') throw badField('pictureUrl', emptyField('Picture URL', value));
	if (!/^https?:\/\/\S+$/i.test(url)) throw badField('pictureUrl', `${quoteValue(url)} is not the address of a picture`);
	return async () => await Promise.resolve({ url });
}

function fileOf(context: IExecuteFunctions, itemIndex: number, value: unknown): () => Promise<Picture> {
	const field = typeof value === 'string' ? value.trim() : '';
	const file = context.getInputData()[itemIndex]?.binary?.[field];
	if (!file) throw badField('pictureFile', `The input item has no file in the field ${quoteValue(field)}`);
	// n8n's types promise a type, but a node that makes the file may omit it.
	const { mimeType: mimetype, fileName: filename = 'picture' } = file as Partial<IBinaryData>;
	if (!mimetype?.startsWith('image/')) {
		const reason = mimetype ? 'is not a picture' : 'has no file type';
		throw badField('pictureFile', `The file in the field "${field}" ${reason}`);
	}
	return async () => {
		const data = await context.helpers.getBinaryDataBuffer(itemIndex, field).catch(() => {
			throw badField('pictureFile', `n8n cannot read the file in the field "${field}": it may have been deleted`);
		});
		return { mimetype, filename, data: data.toString('base64') };
	};
}

function toBoolean(given: Given, name: 'removePicture' | keyof SecuritySettings): boolean {
	const value = booleanFrom(given[name]);
	if (value === undefined) throw badField(name, `"${FIELDS[name].displayName}" must be true or false`);
	return value;
}

const badField = (name: FieldName, message: string) =>
	badInput(message, `Correct "${FIELDS[name].displayName}" under "Update Fields", or the expression in it`);
