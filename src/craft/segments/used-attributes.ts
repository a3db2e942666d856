import type { Queryable } from '../../platform/db/index.ts';
import { fieldOfAttribute } from './condition/fields.ts';
import { askingForAttribute, askingForList } from './queries.ts';

/** Names of the live segments that ask for an attribute: they find nobody once it is put away. */
export const segmentsUsingAttribute = async (on: Queryable, workspaceId: number, key: string): Promise<string[]> =>
  (await askingForAttribute.rows(on, [workspaceId, fieldOfAttribute(key)])).map(({ name }) => name);

/** Names of the live segments that ask for a list. */
export const segmentsUsingList = async (on: Queryable, workspaceId: number, listId: number): Promise<string[]> => (await askingForList.rows(on, [workspaceId, listId])).map(({ name }) => name);
