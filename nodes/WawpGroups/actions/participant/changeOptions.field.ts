import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { numberField, optionsField, toBoolean, toNumber, toOptions, type NumberOption } from '../../../shared/options';
import type { Protection } from '../../../wawp/groups/protection';
import { EXAMPLE_PARTICIPANT_ID } from '../../../wawp/ids/participantId';
import { toParticipantIds } from '../../../wawp/ids/participantIds';

const verifyField: INodeProperties = {
	displayName: 'Verify',
	name: 'verify',
	type: 'boolean',
	default: true,
	description:
		'Whether to read the participants after the change, and compare each person with the list. Costs one more request per group.',
};

const MAXIMUM: NumberOption = {
	displayName: 'Maximum People',
	default: 0,
	min: 0,
	whole: true,
	description:
		'If the items of a run name more people than this for a group, nobody is removed and the items fail. 0 = no limit.',
};

const PROTECTED_PEOPLE = 'Protected People';

/** The options of the operations that add people and change their rights. */
export const changeOptionsField = optionsField([verifyField]);

export const removeOptionsField = optionsField([
	numberField('maximumPeople', MAXIMUM),
	{
		displayName: 'Protect Admins',
		name: 'protectAdmins',
		type: 'boolean',
		default: true,
		description:
			'Whether admins, the owner and the account itself are never removed. Costs one more request per group, before the removal.',
	},
	{
		displayName: PROTECTED_PEOPLE,
		name: 'protectedPeople',
		type: 'string',
		default: '',
		placeholder: `e.g. ${EXAMPLE_PARTICIPANT_ID}, +20 123 456 7891`,
		description:
			'Who is never removed: phone numbers with country code, or participant IDs, separated by commas. An expression may also return a list.',
	},
	verifyField,
]);

export interface ChangeOptions {
	verify: boolean;
	/** 0: no limit */
	maximumPeople: number;
	protection: Protection;
}

/** @throws WawpFailure of kind `badInput` if an option is invalid, e.g. an entry of Protected People that is no person */
export function readChangeOptions(context: IExecuteFunctions, itemIndex: number, isRemoval: boolean): ChangeOptions {
	const options = toOptions(context.getNodeParameter(changeOptionsField.name, itemIndex, {}));
	const verify = toBoolean(options.verify ?? true, 'Verify');
	if (!isRemoval) return { verify, maximumPeople: 0, protection: { people: [], admins: false } };
	return {
		verify,
		maximumPeople: toNumber(options.maximumPeople, MAXIMUM),
		protection: {
			people: toParticipantIds('protectedPeople' in options ? options.protectedPeople : '', PROTECTED_PEOPLE, {
				isRequired: false,
			}),
			admins: toBoolean(options.protectAdmins ?? true, 'Protect Admins'),
		},
	};
}
