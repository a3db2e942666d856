import { statement, type Queryable } from '../../../platform/db/index.ts';
import { invalid } from '../../../platform/errors/index.ts';
import type { CompiledEmailId } from '../../../platform/identity/index.ts';
import { t } from '../../../platform/words/contract.ts';
import { compiledContent, type CompiledContent, type CompiledLink } from '../content/compiled-email.ts';
import { isMailAddress } from '../mime/header.ts';

export interface CompiledMeta {
  emailId?: number | null;
  emailVersion?: number | null;
  /** Which arm of an experiment. */
  arm?: string | null;
  sizeBytes?: number;
}

const insertCompiled = statement<{ id: CompiledEmailId }>('messages.store-compiled', `
  insert into compiled_emails (workspace_id, email_id, email_version, arm, content, links, size_bytes)
  values ($1, $2, $3, $4, $5, $6, $7) returning id`);

/** Freezes what will be sent. Throws `invalid_sender` when From or Reply-To are no addresses that mail can come from. */
export async function storeCompiled(tx: Queryable, workspaceId: number, content: CompiledContent, links: readonly CompiledLink[], meta: CompiledMeta = {}): Promise<CompiledEmailId> {
  const checked = compiledContent.parse(content);
  for (const address of [checked.from.address, ...(checked.replyTo ? [checked.replyTo] : [])]) {
    if (!isMailAddress(address)) throw invalid('invalid_sender', t('{address} is not an address that mail can be sent from. Nothing was changed.', { address: JSON.stringify(address) }));
  }
  const values = [workspaceId, meta.emailId ?? null, meta.emailVersion ?? null, meta.arm ?? null, JSON.stringify(checked), JSON.stringify(links), meta.sizeBytes ?? 0];
  return (await insertCompiled.one(tx, values, 'compiled email')).id;
}
