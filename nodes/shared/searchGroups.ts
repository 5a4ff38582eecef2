import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { describeFailure } from '../wawp/outcome/describeFailure';
import { LIST_GROUPS } from '../wawp/groups/groupCalls';
import { groupsFrom } from '../wawp/groups/groupList';
import { toNodeError } from './nodeError';
import { connect, type Wawp } from '../wawp/transport/request';

/**
 * Lists the groups for the "From List" mode, sorted by name. n8n shows only names, so each name includes the group ID.
 *
 * @param filter part of a name or ID, in any case
 * @throws NodeApiError or NodeOperationError if the groups cannot be listed
 */
export async function searchGroups(this: ILoadOptionsFunctions, filter = ''): Promise<INodeListSearchResult> {
	let wawp: Wawp | undefined;
	try {
		wawp = await connect(this);
		const outcome = await wawp.request(LIST_GROUPS);
		const groups = groupsFrom(outcome);
		if (!groups) throw describeFailure(outcome, { doing: 'list the groups' });
		const query = filter.trim().toLowerCase();
		return {
			results: groups
				.filter(({ id, name }) => `${name} ${id}`.toLowerCase().includes(query))
				.sort((a, b) => a.name.localeCompare(b.name))
				.map(({ id, name }) => ({ name: name === id ? id : `${name} (${id})`, value: id })),
		};
	} catch (error) {
		throw toNodeError(this.getNode(), error, { redact: wawp?.redact ?? String });
	}
}
