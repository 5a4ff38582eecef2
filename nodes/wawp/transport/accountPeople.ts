import { KnownPeople } from '../ids/knownPeople';
import { accountKey, type Account } from './account';
import { setNewest } from './newestEntries';

// Far more accounts than one n8n has.
const MAX_ACCOUNTS = 100;

const known = new Map<string, KnownPeople>();

/**
 * The people whom this process knows from deliveries, lists and results of an account. Accounts share nothing: what WhatsApp masks for one
 * of them must not be revealed by another one.
 */
export function accountPeople(account: Account): KnownPeople {
	const key = accountKey(account);
	const people = known.get(key) ?? new KnownPeople();
	setNewest(known, key, people, MAX_ACCOUNTS);
	return people;
}
