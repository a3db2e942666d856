import type { Transaction } from '../../platform/db/index.ts';
import { invalid } from '../../platform/errors/index.ts';
import type { Actor, EmailId } from '../../platform/identity/index.ts';
import { t } from '../../platform/words/contract.ts';
import { copyName, createEmail } from '../emails/index.ts';
import { templateDraft } from './present-template.ts';
import { findTemplate, insertTemplate } from './queries.ts';

interface Use {
  actor: Pick<Actor, 'workspaceId' | 'memberId'>;
  templateId: number;
  now: Date;
}

/** Starts an email as a copy of a template, byte for byte. Throws `not_found`, or `block_template` for saved blocks. */
export async function useTemplate(tx: Transaction, { actor, templateId, now, name }: Use & { name?: string | undefined }): Promise<EmailId> {
  const row = await findTemplate.one(tx, [actor.workspaceId, templateId], 'template');
  if (row.kind === 'block') throw invalid('block_template', t('Saved blocks are put into an email; they are none by themselves.'));
  return createEmail(tx, { workspaceId: actor.workspaceId, name: name ?? row.name, by: actor.memberId, now, ...templateDraft(row) });
}

/** Copies a template as a new one, which is its copier's. */
export async function duplicateTemplate(tx: Transaction, { actor, templateId, now }: Use): Promise<number> {
  const row = await findTemplate.one(tx, [actor.workspaceId, templateId], 'template');
  return (await insertTemplate.one(tx, [
    actor.workspaceId, row.kind, copyName(row.name), row.team, row.subject, row.preheader, row.body_kind, row.body, row.text_body, null, actor.memberId, now,
  ], 'template')).id;
}
