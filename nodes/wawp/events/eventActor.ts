import { idsIn, type ParticipantId } from '../ids/participantId';
import type { JsonObject } from '../outcome/json';

/**
 * Reads who made a change of a group from the engine's own data (`_data`): NOWEB has `author` and `authorPn` (Baileys,
 * src/Utils/process-message.ts), GOWS `Sender` and `SenderPN` (whatsmeow, types/events/events.go), WEBJS `author` (whatsapp-web.js,
 * src/structures/GroupNotification.js). Whether Wawp forwards this data is unknown.
 *
 * @returns all IDs of this person. Empty if the data does not say it
 */
export const actorIdsIn = ({ author, authorPn, Sender, SenderPN }: JsonObject): ParticipantId[] =>
	[author, authorPn, Sender, SenderPN].flatMap(idsIn);
