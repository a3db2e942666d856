import type { Clock } from '../../../platform/clock/index.ts';
import type { Queryable } from '../../../platform/db/index.ts';
import type { MailServer } from '../../transport/index.ts';
import { findByServer } from '../own/queries.ts';
import type { AccessTokens } from './access-tokens.ts';

/** For the sender: the token that a mailbox's outgoing server takes; null where it signs in by password. */
export const accessTokenOfServer = (db: Queryable, tokens: AccessTokens, clock: Clock) => async ({ workspaceId, id }: Pick<MailServer, 'workspaceId' | 'id'>): Promise<string | null> => {
  const row = await findByServer.maybe(db, [workspaceId, id]);
  return row && row.auth === 'oauth2' && !row.disconnected_at ? tokens.fresh(row, clock.now()) : null;
};
