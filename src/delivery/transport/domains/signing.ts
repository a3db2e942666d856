import type { Clock } from '../../../platform/clock/index.ts';
import { statement, type Database } from '../../../platform/db/index.ts';
import { open } from '../../../platform/sealing/index.ts';
import { dkimSigner, signMail, type DkimSigner } from '../dkim/sign-mail.ts';

const readKeys = statement<{ domain: string; dkim_selector: string; dkim_private_sealed: Buffer }>('transport.domain-keys', `
  select domain, dkim_selector, dkim_private_sealed from sending_domains where workspace_id = $1`);

const keptMs = 30_000;

/**
 * Signs mail with the key of its From domain, or of the closest domain above it, which DMARC takes for aligned.
 * A workspace without such a key sends unsigned. Throws when a key is there but cannot be opened: unsigned mail
 * in its place would look forged.
 */
export function createSigning({ db, secret, clock }: { db: Database; secret: string; clock: Clock }): (workspaceId: number, fromDomain: string, mail: string) => Promise<string> {
  const kept = new Map<number, { until: number; signers: Promise<DkimSigner[]> }>();

  const signersOf = (workspaceId: number): Promise<DkimSigner[]> => {
    const now = clock.now().getTime();
    const known = kept.get(workspaceId);
    if (known && known.until > now) return known.signers;
    const signers = readKeys.rows(db, [workspaceId])
      .then((rows) => rows.map((row) => dkimSigner(row.domain, row.dkim_selector, open(secret, row.dkim_private_sealed))));
    kept.set(workspaceId, { until: now + keptMs, signers });
    signers.catch(() => kept.delete(workspaceId));
    return signers;
  };

  return async (workspaceId, fromDomain, mail) => {
    const fitting = (await signersOf(workspaceId)).filter(({ domain }) => fromDomain === domain || fromDomain.endsWith(`.${domain}`));
    const closest = fitting.toSorted((a, b) => b.domain.length - a.domain.length)[0];
    return closest ? signMail(mail, closest, clock.now()) : mail;
  };
}
