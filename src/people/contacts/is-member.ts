import { statement, type Queryable } from '../../platform/db/index.ts';

const find = statement('contacts.is-member', 'select 1 from members where workspace_id = $1 and id = $2 and left_at is null');

/** May contacts be given to this member? */
export const isMember = async (on: Queryable, workspaceId: number, memberId: number): Promise<boolean> => (await find.maybe(on, [workspaceId, memberId])) !== undefined;
