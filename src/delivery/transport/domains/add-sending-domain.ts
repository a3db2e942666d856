import type { Database } from '../../../platform/db/index.ts';
import { conflict } from '../../../platform/errors/index.ts';
import { seal } from '../../../platform/sealing/index.ts';
import { t } from '../../../platform/words/contract.ts';
import { makeDkimKey, readDkimKey } from '../dkim/dkim-key.ts';
import { insertDomain, type DomainRow } from './queries.ts';

/** Adds a domain with a key of its own: made here, or taken over after a check. The private half is stored sealed. */
export async function createSendingDomain(
  db: Database, secret: string, workspaceId: number, input: { domain: string; selector?: string | undefined; privateKey?: string | undefined }, now: Date,
): Promise<{ row: DomainRow; warning: string | null }> {
  const key = input.privateKey ? readDkimKey(input.privateKey) : { ...(await makeDkimKey()), warning: null };
  // The month in the selector leaves room for a next key beside this one.
  const selector = input.selector ?? `kindred${now.toISOString().slice(0, 7).replace('-', '')}`;
  const row = await insertDomain.maybe(db, [workspaceId, input.domain, selector, seal(secret, key.privatePem), key.publicBase64]);
  if (!row) throw conflict('domain_exists', t('{domain} is a sending domain already. Nothing was changed.', { domain: input.domain }));
  return { row, warning: key.warning };
}
