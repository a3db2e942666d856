import type { z } from 'zod';
import type { Actor } from '../../platform/identity/index.ts';
import { draftOf } from '../emails/index.ts';
import type { Block } from '../emails/contract.ts';
import type { template, templateSummary } from './contract.ts';
import { canChangeTemplate } from './permissions.ts';
import type { TemplateLine, TemplateRow } from './queries.ts';

export function presentLine(row: TemplateLine, actor: Actor): z.input<typeof templateSummary> {
  return {
    id: row.id, kind: row.kind, name: row.name, team: row.team, subject: row.subject, bodyKind: row.body_kind,
    createdAt: row.created_at.toISOString(), createdBy: row.created_by === null ? null : { id: row.created_by, name: row.created_by_name ?? '' },
    updatedAt: row.updated_at.toISOString(), archivedAt: row.archived_at?.toISOString() ?? null,
    mayChange: canChangeTemplate(actor, { team: row.team, createdBy: row.created_by }),
  };
}

export function presentTemplate(row: TemplateRow, actor: Actor): z.input<typeof template> {
  const isEmail = row.kind === 'email';
  return { ...presentLine(row, actor), revision: row.revision, draft: isEmail ? templateDraft(row) : null, content: isEmail ? null : blocksOf(row) };
}

/** What an email begun from this template holds. */
export const templateDraft = (row: TemplateRow): ReturnType<typeof draftOf> => ({ subject: row.subject, preheader: row.preheader, bodyKind: row.body_kind, body: row.body, textBody: row.text_body });

export const blocksOf = ({ body }: Pick<TemplateRow, 'body'>): Block[] => JSON.parse(body) as Block[];
