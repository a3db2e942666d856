import type { Auth } from '../../../platform/auth/index.ts';
import type { Database } from '../../../platform/db/index.ts';
import { notFound, Problem } from '../../../platform/errors/index.ts';
import type { Credentials, Identify, Identity } from '../../../platform/http/index.ts';
import { asId, type Actor, type MemberId, type WorkspaceId } from '../../../platform/identity/index.ts';
import { t } from '../../../platform/words/contract.ts';
import { readApiKey } from '../keys/api-key.ts';
import { findLiveKey, touchApiKey } from '../keys/queries.ts';
import { listMemberships } from '../members/queries.ts';

const touchEveryMs = 60_000;

/** Says whom a request is from: by API key, else by session. Membership is asked anew each time. */
export function createIdentify({ db, auth }: { db: Database; auth: Pick<Auth, 'sessionUser'> }): Identify {
  return async (credentials) => {
    // Whatever calls itself a bearer key is judged as one: it passed without the check on its origin.
    const bearer = /^Bearer\b(.*)$/i.exec(credentials.headers.get('authorization') ?? '')?.[1];
    return bearer === undefined ? bySession(db, auth, credentials) : byKey(db, bearer.trim(), credentials);
  };
}

async function bySession(db: Database, auth: Pick<Auth, 'sessionUser'>, credentials: Credentials): Promise<Identity | undefined> {
  if (!credentials.headers.has('cookie')) return undefined;
  const session = await auth.sessionUser(credentials);
  if (!session) return undefined;
  const { userId } = session;
  const memberships = await listMemberships.rows(db, [userId]);
  const member = credentials.workspaceId === undefined ? memberships[0] : memberships.find((one) => one.workspace_id === credentials.workspaceId);
  // To a stranger, another company's id looks like one that was never given out.
  if (!member && credentials.workspaceId !== undefined) return { userId, through: 'session', elsewhere: true };
  return member
    ? { userId, through: 'session', actor: asActor(member.workspace_id, member.id, member) }
    : { userId, through: 'session' };
}

async function byKey(db: Database, text: string, { workspaceId, now }: Credentials): Promise<Identity> {
  const key = readApiKey(text);
  const found = key && await findLiveKey.maybe(db, [key.workspaceId, key.hash, now]);
  if (!found) throw new Problem('unauthenticated', 'key_not_valid', t('This API key is unknown, has run out or was revoked.'));
  if (workspaceId !== undefined && workspaceId !== key.workspaceId) throw notFound(t('workspace'));
  if (!found.last_used_at || now.getTime() - found.last_used_at.getTime() > touchEveryMs) {
    await touchApiKey.run(db, [key.workspaceId, found.id, now]);
  }
  const member = { name: found.member_name, team: found.member_team, role: found.member_role };
  return { through: 'key', keyId: found.id, actor: { ...asActor(key.workspaceId, found.member_id, member), scopes: found.scopes } };
}

function asActor(workspaceId: number, memberId: number, { name, team, role }: Pick<Actor, 'name' | 'team' | 'role'>): Actor {
  return { workspaceId: asId<WorkspaceId>(workspaceId), memberId: asId<MemberId>(memberId), name, team, role };
}
