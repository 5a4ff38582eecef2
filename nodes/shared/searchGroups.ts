import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { describeFailure } from '../wawp/outcome/describeFailure';
import { LIST_GROUPS } from '../wawp/groups/groupCalls';
import { groupNamesFrom, type GroupName } from '../wawp/groups/groupList';
import { knownSubjects } from '../wawp/groups/knownSubjects';
import { groupNamesOf } from './groupNames';
import { toNodeError } from './nodeError';
import { connect, type Wawp } from '../wawp/transport/request';

// The editor becomes slow with thousands of entries. It requests the next page when the user scrolls to the end.
const PAGE_SIZE = 100;

/**
 * Lists the groups for the "From List" mode, sorted by name, in pages. n8n shows only names, so each name includes the group ID.
 *
 * @param filter part of a name or ID, in any case
 * @param paginationToken the one of the page before; none for the first page
 * @throws NodeApiError or NodeOperationError if the groups cannot be listed
 */
export async function searchGroups(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	let wawp: Wawp | undefined;
	try {
		wawp = await connect(this);
		const groups = await groupNamesOf(wawp.account, listWith(wawp));
		const query = filter.trim().toLowerCase();
		const found = groups.filter(({ id, name }) => `${name} ${id}`.toLowerCase().includes(query));
		const start = Number(paginationToken ?? 0);
		const end = start + PAGE_SIZE;
		return {
			results: found.slice(start, end).map(({ id, name }) => ({ name: name === id ? id : `${name} (${id})`, value: id })),
			...(end < found.length && { paginationToken: String(end) }),
		};
	} catch (error) {
		throw toNodeError(this.getNode(), error, { redact: wawp?.redact ?? String });
	}
}

const listWith = (wawp: Wawp) => async (): Promise<GroupName[]> => {
	const outcome = await wawp.request(LIST_GROUPS);
	const groups = groupNamesFrom(outcome);
	if (!groups) throw describeFailure(outcome, { doing: 'list the groups' });
	knownSubjects.learn(wawp.account, groups);
	// Orders as `localeCompare` does, but a thousand times faster. It takes 10 ms to make, so no start of n8n should wait for it.
	const { compare } = new Intl.Collator();
	return groups.sort((a, b) => compare(a.name, b.name));
};
