import { createHash, randomBytes } from 'node:crypto';
import { statement, type Queryable } from '../../../platform/db/index.ts';
import { invalid, notFound } from '../../../platform/errors/index.ts';
import { open, seal } from '../../../platform/sealing/index.ts';
import { t } from '../../../platform/words/contract.ts';
import type { HookView } from '../contract.ts';
import { providers, type Provider } from './provider-report.ts';
import { isVerificationKey } from './read-others.ts';

interface HookRow {
  provider: Provider; secret_sealed: Buffer; secret_hash: Buffer; key_sealed: Buffer | null; topic: string | null; made_at: Date; heard_at: Date | null; refused_at: Date | null; refused_reason: string | null;
}
const all = statement<HookRow>('inbound.hooks', 'select * from inbound_hooks where workspace_id = $1');
export const findHook = statement<HookRow>('inbound.hook', 'select * from inbound_hooks where workspace_id = $1 and provider = $2');
const upsert = statement('inbound.make-hook', `
  insert into inbound_hooks (workspace_id, provider, secret_sealed, secret_hash, made_at, made_by) values ($1, $2, $3, $4, $5, $6)
  on conflict (workspace_id, provider) do update set secret_sealed = excluded.secret_sealed, secret_hash = excluded.secret_hash, made_at = excluded.made_at, made_by = excluded.made_by,
    topic = null, heard_at = null, refused_at = null, refused_reason = null`);
const setKey = statement<{ provider: string }>('inbound.hook-key', 'update inbound_hooks set key_sealed = $3, refused_at = null, refused_reason = null where workspace_id = $1 and provider = $2 returning provider');
const remove = statement('inbound.remove-hook', 'delete from inbound_hooks where workspace_id = $1 and provider = $2');

export const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();
export const needsKey = (provider: Provider): boolean => provider === 'mailgun' || provider === 'sendgrid';

export interface HookPorts {
  /** What sealed things are opened with. */
  secret: string;
  /** Where providers reach us. */
  publicUrl: string;
}

/** Every provider with its address, where one was made. */
export async function listHooks(on: Queryable, workspaceId: number, ports: HookPorts): Promise<HookView[]> {
  const rows = new Map((await all.rows(on, [workspaceId])).map((row) => [row.provider, row]));
  return providers.map((provider) => {
    const row = rows.get(provider);
    return {
      provider, needsKey: needsKey(provider), hasKey: (row?.key_sealed ?? null) !== null,
      address: row ? new URL(`/hooks/${provider}/${workspaceId}-${open(ports.secret, row.secret_sealed)}`, ports.publicUrl).href : null,
      heardAt: row?.heard_at?.toISOString() ?? null, refusedAt: row?.refused_at?.toISOString() ?? null, refusedReason: row?.refused_reason ?? null,
    };
  });
}

/** Makes a provider's address, or a new one: the one before opens nothing any more. */
export async function makeHook(on: Queryable, who: { workspaceId: number; memberId: number }, provider: Provider, ports: HookPorts, now: Date): Promise<void> {
  const secret = randomBytes(24).toString('base64url');
  await upsert.run(on, [who.workspaceId, provider, seal(ports.secret, secret), hashOf(secret), now, who.memberId]);
}

/** Keeps what a provider signs with. */
export async function setHookKey(on: Queryable, workspaceId: number, provider: Provider, key: string, ports: HookPorts): Promise<void> {
  const text = key.replace(/-----[A-Z ]+-----|\s/g, '');
  if (!needsKey(provider)) throw invalid('no_key_needed', t('This provider needs no key.'));
  if (provider === 'sendgrid' && !isVerificationKey(text)) throw invalid('bad_key', t('This is no verification key. Copy the whole public key that SendGrid shows beside its signed event webhook.'));
  if ((await setKey.run(on, [workspaceId, provider, seal(ports.secret, text)])) === 0) throw notFound('address');
}

export async function removeHook(on: Queryable, workspaceId: number, provider: Provider): Promise<void> {
  if ((await remove.run(on, [workspaceId, provider])) === 0) throw notFound('address');
}
