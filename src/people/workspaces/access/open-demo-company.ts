import { findUser, type Cookies } from '../../../platform/auth/index.ts';
import { statement, type Database } from '../../../platform/db/index.ts';
import { forbidden, Problem } from '../../../platform/errors/index.ts';
import type { HttpExchange } from '../../../platform/http/index.ts';
import { t } from '../../../platform/words/contract.ts';
import { recordAudit } from '../audit/audit-log.ts';
import type { WorkspacesDeps } from '../deps.ts';
import { findMember, insertMember, listMemberships } from '../members/queries.ts';
import { readSetup } from './first-visit.ts';

// The demo opens without a password as long as no real company stands here: until then anybody who
// gets this far could set one up anyway. Afterwards its owner could name mail servers for this machine
// to talk to, so then only an owner of a real company enters, as themselves.

const isDemo = statement<{ is_demo: boolean }>('workspaces.is-demo', 'select is_demo from workspaces where workspace_id = $1');

/** Opens the demo company; answers who one is in it, and cookies when a session was begun. */
export async function openDemoCompany(deps: WorkspacesDeps, http: HttpExchange, now: Date): Promise<{ workspaceId: number; memberId: number; cookies: Cookies }> {
  const { real } = await readSetup(deps.db);
  if (real) await requireOwner(deps.db, http.userId);
  if (!deps.demo) throw new Problem('unavailable', 'no_demo', t('This installation has no demo company.'));
  const door = await deps.demo.open();
  const workspace = await isDemo.one(deps.db, [door.workspaceId], 'workspace');
  const host = await findMember.one(deps.db, [door.workspaceId, door.memberId], 'member');
  if (!workspace.is_demo || host.user_id !== door.userId) throw new Error('the demo answered something other than the demo company');
  if (real) return { ...await enterAsOneself(deps.db, http.userId!, door.workspaceId, http, now), cookies: [] };
  const cookies = await deps.auth.startSession(door.userId, http);
  await recordAudit(deps.db, { workspaceId: door.workspaceId, memberId: door.memberId, action: 'member.signed-in', subjectId: door.memberId, detail: { through: 'demo door' }, address: http.clientAddress, now });
  return { workspaceId: door.workspaceId, memberId: door.memberId, cookies };
}

async function requireOwner(db: Database, userId: string | undefined): Promise<void> {
  const memberships = userId === undefined ? [] : await listMemberships.rows(db, [userId]);
  if (!memberships.some((member) => !member.is_demo && member.role === 'owner')) {
    throw forbidden(t('A company has been set up here, so only its owner opens the demo. Sign in as one first.'));
  }
}

async function enterAsOneself(db: Database, userId: string, workspaceId: number, http: HttpExchange, now: Date): Promise<{ workspaceId: number; memberId: number }> {
  return db.transaction(async (tx) => {
    const already = (await listMemberships.rows(tx, [userId])).find((member) => member.workspace_id === workspaceId);
    if (already) return { workspaceId, memberId: already.id };
    const user = await findUser(tx, userId);
    if (!user) throw forbidden(t('You are signed out.'));
    const { id: memberId } = await insertMember.one(tx, [workspaceId, userId, user.email, user.name, 'both', 'owner', null, now], 'member');
    await recordAudit(tx, { workspaceId, memberId, action: 'member.joined', subjectId: memberId, address: http.clientAddress, now });
    return { workspaceId, memberId };
  });
}
