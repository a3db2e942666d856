import type { z } from 'zod';
import type { Queryable } from '../../platform/db/index.ts';
import type { Actor } from '../../platform/identity/index.ts';
import { previewEmail } from '../emails/index.ts';
import type { EmailDocument } from '../emails/contract.ts';
import type { previewTemplate as endpoint } from './contract.ts';
import { blocksOf, templateDraft } from './present-template.ts';
import { findTemplate, type TemplateRow } from './queries.ts';

/** A template as an invented reader would get it, in the workspace's look today. */
export async function previewTemplate(on: Queryable, actor: Actor, templateId: number): Promise<z.input<typeof endpoint.response>> {
  const row = await findTemplate.one(on, [actor.workspaceId, templateId], 'template');
  const draft = row.kind === 'block' ? { ...templateDraft(row), body: asDocument(row) } : templateDraft(row);
  const { subject, html, text } = await previewEmail(on, { workspaceId: actor.workspaceId, draft, senderName: actor.name });
  return { subject, html, text };
}

const asDocument = (row: TemplateRow): string => JSON.stringify({ version: 1, look: 'designed', content: blocksOf(row) } satisfies EmailDocument);
