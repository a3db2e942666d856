import { createUser, findUserByEmail } from '../../../platform/auth/index.ts';
import { statement, type Transaction } from '../../../platform/db/index.ts';
import { conflict } from '../../../platform/errors/index.ts';
import type { Role, Team, WorkspaceId } from '../../../platform/identity/index.ts';
import { t } from '../../../platform/words/contract.ts';
import { insertMember } from '../members/queries.ts';

export interface DemoCompany {
  name: string;
  timeZone: string;
  postalAddress: string;
  /** The first is who a visitor signs in as. Nobody gets a password: the demo door is the only way in. */
  members: readonly { name: string; email: string; team: Team | 'both'; role: Role; timeZone: string }[];
  foundedAt: Date;
}

export interface DemoDoor {
  workspaceId: WorkspaceId;
  memberId: number;
  userId: string;
}

const insertDemo = statement<{ workspace_id: WorkspaceId }>('workspaces.insert-demo', `
  insert into workspaces (name, time_zone, postal_address, is_demo, inventing, created_at) values ($1, $2, $3, true, true, $4) returning workspace_id`);
const findDemo = statement<{ workspace_id: WorkspaceId; member_id: number; user_id: string }>('workspaces.find-demo', `
  select w.workspace_id, m.id as member_id, m.user_id
  from workspaces w join members m on m.workspace_id = w.workspace_id and m.user_id is not null and m.left_at is null
  where w.is_demo and not w.inventing order by w.workspace_id, m.id limit 1`);

/** Whose eyes the demo is seen through; undefined while there is none, or none that is whole. */
export async function findDemoDoor(tx: Pick<Transaction, 'query'>): Promise<DemoDoor | undefined> {
  const row = await findDemo.maybe(tx, []);
  return row && { workspaceId: row.workspace_id, memberId: row.member_id, userId: row.user_id };
}

/** Makes the demo's workspace and its members, still being invented until `finishDemo`; answers the door and the members' ids by name. */
export async function makeDemoCompany(tx: Transaction, company: DemoCompany): Promise<DemoDoor & { memberIds: Map<string, number> }> {
  if (await findDemoDoor(tx)) throw conflict('demo_there', t('There is a demo company already. Nothing was changed.'));
  const { workspace_id: workspaceId } = await insertDemo.one(tx, [company.name, company.timeZone, company.postalAddress, company.foundedAt], 'workspace');
  const memberIds = new Map<string, number>();
  const [host] = company.members;
  let userId = '';
  for (const member of company.members) {
    // Accounts stand above companies: those of a demo that was begun before are there still.
    const user = (await findUserByEmail(tx, member.email))?.id ?? await createUser(tx, { email: member.email, name: member.name, passwordHash: null });
    if (member === host) userId = user;
    const { id } = await insertMember.one(tx, [
      workspaceId, user, member.email, member.name, member.team, member.role, member.timeZone, company.foundedAt,
    ], 'member');
    memberIds.set(member.name, id);
  }
  return { workspaceId, memberId: memberIds.get(host!.name)!, userId, memberIds };
}
