import type { z } from 'zod';
import type { Database } from '../../platform/db/index.ts';
import { conflict, forbidden, invalid } from '../../platform/errors/index.ts';
import type { Actor } from '../../platform/identity/index.ts';
import { t } from '../../platform/words/contract.ts';
import { refuseUnreadable } from '../emails/index.ts';
import type { changeTemplate as endpoint } from './contract.ts';
import { canChangeTemplate } from './permissions.ts';
import { presentTemplate } from './present-template.ts';
import { findTemplate, lockTemplate, updateContent, updateTemplate, type TemplateRow } from './queries.ts';

/**
 * Changes what is named. Emails begun from it earlier stay as they are.
 * Throws `forbidden` for another team's template and `template_changed` when somebody edited it meanwhile: nothing is lost.
 */
export async function changeTemplate(db: Database, actor: Actor, templateId: number, change: z.output<typeof endpoint.body>, now: Date): Promise<TemplateRow> {
  const { workspaceId } = actor;
  return db.transaction(async (tx) => {
    await lockTemplate.one(tx, [workspaceId, templateId], 'template');
    const row = await findTemplate.one(tx, [workspaceId, templateId], 'template');
    if (!canChangeTemplate(actor, { team: row.team, createdBy: row.created_by })) throw forbidden(t('This template is the other team’s. Copy it and change the copy.'));
    const archivedAt = change.archived === undefined ? row.archived_at : change.archived ? row.archived_at ?? now : null;
    await updateTemplate.run(tx, [workspaceId, templateId, change.name ?? row.name, change.team ?? row.team, archivedAt, now]);
    if (change.draft) {
      checkEdit(row, change.expectedRevision, actor);
      refuseUnreadable(change.draft);
      const { subject, preheader, bodyKind, body, textBody } = change.draft;
      await updateContent.run(tx, [workspaceId, templateId, subject, preheader, bodyKind, body, textBody, now]);
    }
    return findTemplate.one(tx, [workspaceId, templateId], 'template');
  });
}

function checkEdit(row: TemplateRow, expected: number | undefined, actor: Actor): void {
  if (row.kind === 'block') throw invalid('block_template', t('Saved blocks are not edited: put them into an email, change them there, and save them anew.'));
  if (expected === undefined) throw invalid('revision_missing', t('Say which revision was edited.'), [{ path: 'body.expectedRevision', message: t('needed with a draft') }]);
  if (expected !== row.revision) throw conflict('template_changed', t('Somebody has saved this template meanwhile. Yours was not saved, and nothing of theirs was changed.'), { theirs: presentTemplate(row, actor) });
}
