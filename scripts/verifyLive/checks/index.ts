import type { Check } from '../kit';
import { credentialPlaces, wrongCredentials } from './credentials';
import { deliveries } from './deliveries';
import { groupDetails, groupList, participants } from './groups';
import { readCode, revoke } from './inviteCode';
import { addPerson } from './people';
import { notAdmin, wrongGroup } from './refusals';
import { everyResponse, rateLimitSettings, sessionStatus, stoppedSession } from './session';
import { changeSettings, readSettings } from './settings';
import { registerWebhook, removeWebhook, webhookList } from './webhooks';

/** In this order: what later checks need comes first, and the webhook is registered before anything happens in the group. */
export const CHECKS: readonly Check[] = [
	credentialPlaces,
	rateLimitSettings,
	sessionStatus,
	wrongCredentials,
	stoppedSession,
	groupList,
	groupDetails,
	participants,
	readSettings,
	readCode,
	wrongGroup,
	webhookList,
	registerWebhook,
	revoke,
	changeSettings,
	addPerson,
	notAdmin,
	deliveries,
	removeWebhook,
	everyResponse,
];
