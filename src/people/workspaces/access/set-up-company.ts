import { createUser, endAllSessions, findUserByEmail } from '../../../platform/auth/index.ts';
import { statement } from '../../../platform/db/index.ts';
import { conflict } from '../../../platform/errors/index.ts';
import type { Team } from '../../../platform/identity/index.ts';
import { t } from '../../../platform/words/contract.ts';
import { recordAudit } from '../audit/audit-log.ts';
import type { WorkspacesDeps } from '../deps.ts';
import { insertMember } from '../members/queries.ts';
import { lockFirstVisit, readSetup } from './first-visit.ts';

export interface FirstCompany {
  companyName: string;
  timeZone: string;
  name: string;
  email: string;
  password: string;
  team: Team | 'both';
}

const insertWorkspace = statement<{ workspace_id: number }>('workspaces.insert', 'insert into workspaces (name, time_zone, created_at) values ($1, $2, $3) returning workspace_id');
const listDemoUsers = statement<{ user_id: string }>('workspaces.demo-users', `
  select m.user_id from members m join workspaces w on w.workspace_id = m.workspace_id where w.is_demo and m.user_id is not null`);

/** Sets up the first company with its owner. Only one such call ever succeeds; the demo does not count. */
export async function setUpCompany(deps: Pick<WorkspacesDeps, 'db' | 'auth' | 'createLocalServer'>, first: FirstCompany, clientAddress: string, now: Date): Promise<{ workspaceId: number; memberId: number; userId: string }> {
  const alreadySetUp = () => conflict('already_set_up', t('A company has been set up here. Sign in, or ask a colleague for an invitation.'));
  if ((await readSetup(deps.db)).real) throw alreadySetUp();
  const passwordHash = await deps.auth.hashPassword(first.password);
  return deps.db.transaction(async (tx) => {
    await lockFirstVisit(tx);
    if ((await readSetup(tx)).real) throw alreadySetUp();
    if (await findUserByEmail(tx, first.email)) throw conflict('address_in_use', t('Somebody of the demo company uses this address. Use your own.'));
    const { workspace_id: workspaceId } = await insertWorkspace.one(tx, [first.companyName, first.timeZone, now], 'workspace');
    const userId = await createUser(tx, { email: first.email, name: first.name, passwordHash });
    const { id: memberId } = await insertMember.one(tx, [workspaceId, userId, first.email, first.name, first.team, 'owner', first.timeZone, now], 'member');
    await deps.createLocalServer(tx, workspaceId);
    // Whoever came in through the open demo door loses that session, now that there is something to protect.
    for (const { user_id: demoUser } of await listDemoUsers.rows(tx, [])) await endAllSessions(tx, demoUser);
    await recordAudit(tx, { workspaceId, memberId, action: 'workspace.set-up', subjectId: workspaceId, address: clientAddress, now });
    return { workspaceId, memberId, userId };
  });
}
