import { describeFailure } from '../../nodes/wawp/outcome/describeFailure';
import { outcomes } from '../../test/support/failures';
import { toNodeError } from '../../nodes/shared/nodeError';
import { badInput } from '../../nodes/wawp/outcome/wawpFailure';
import { unless, type Theme } from './requirement';
import { textsIn } from './syntax';

/** n8n asks for other words: they blame, and say nothing. */
const BLAMING = /\b(?:errors?|problems?|failures?|mistakes?)\b/i;

/** What a person reads: several words, with a capital letter or a space at the start. Not patterns, nor the words of Wawp. */
const isSentence = (text: string) => /^(?:[A-Z"]|[ ,.:;])/.test(text) && /[a-z] [a-z]/.test(text);

const NODE = {
	id: '',
	name: 'Wawp Groups',
	type: 'wawpGroups',
	typeVersion: 1,
	position: [0, 0] as [number, number],
	parameters: {},
};

const described = () => outcomes.map(([outcome]) => describeFailure(outcome, { doing: 'do this', check: 'check the group' }));

export const errors: Theme = {
	title: 'UX guidelines: errors',
	requirements: [
		{
			rule: 'Every failed call says what happened and what to do',
			check: () => described().flatMap(({ kind, message, nextStep }) => unless(message !== '' && nextStep !== '', kind)),
		},
		{
			rule: 'Messages and next steps avoid the words error, problem, failure and mistake',
			check: ({ sources }) => [
				...described()
					.map(({ message, nextStep }) => `${message} ${nextStep.replace(/Response from Wawp.*/s, '')}`)
					.filter((text) => BLAMING.test(text)),
				...sources
					.flatMap(textsIn)
					.filter(({ text }) => isSentence(text) && BLAMING.test(text))
					.map(({ text, place }) => `${place}: ${text}`),
			],
		},
		{
			rule: 'The message names the item',
			check: () => {
				const { message } = toNodeError(NODE, badInput('"Group" is empty', 'Choose a group'), {
					redact: (text) => text,
					itemIndex: 2,
				});
				return unless(message === '"Group" is empty [item 2]', message);
			},
		},
	],
};
