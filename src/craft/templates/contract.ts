import { z } from 'zod';
import { endpoint, id, idParam, instant, pageOf, pageQuery } from '../../platform/http/contract.ts';
import { block, bodyKind, draft, type Block, type Draft } from '../emails/contract.ts';
import { says } from '../../platform/words/contract.ts';

// Emails and blocks to begin from. Shared with the browser.

export const templateKind = z.enum(['email', 'block']);
export type TemplateKind = z.infer<typeof templateKind>;
/** Whose it is mostly; both teams see and use all of them. */
export const templateTeam = z.enum(['sales', 'marketing', 'both']);
export type TemplateTeam = z.infer<typeof templateTeam>;

/** More than any passage that one would use again. */
export const blocksAtMost = 100;
// Looked at closely by the use case, whatever their depth: a schema would follow any.
const blocks = z.array(z.unknown()).min(1).max(blocksAtMost);
const name = z.string().trim().min(1, says('A name is needed.')).max(200).refine((text) => !/[\r\n\0]/.test(text), says('One line, please: no line breaks.'));

export const templateSummary = z.object({
  id,
  kind: templateKind,
  name: z.string(),
  team: templateTeam,
  subject: z.string(),
  bodyKind,
  createdAt: instant,
  createdBy: z.object({ id, name: z.string() }).nullable(),
  updatedAt: instant,
  archivedAt: instant.nullable(),
  /** Whether the one who asks may rename, edit and put it away. */
  mayChange: z.boolean(),
});
export type TemplateSummary = z.infer<typeof templateSummary>;

export const template = templateSummary.extend({
  /** Counts edits; send it back as `expectedRevision`. */
  revision: z.number().int(),
  /** Of kind `email`, exactly as it was given; otherwise null. */
  draft: draft.nullable(),
  /** Of kind `block`; otherwise null. */
  content: z.array(block).nullable(),
});
export type TemplateView = z.infer<typeof template>;

/** One that came with the program. */
export const starter = z.object({
  /** `newsletter`; never changes. */
  key: z.string(),
  name: z.string(),
  /** What it is for, in a sentence. */
  about: z.string(),
  team: z.enum(['sales', 'marketing']),
  draft,
});
export type StarterView = z.infer<typeof starter>;

const shown = z.object({ subject: z.string(), html: z.string().nullable(), text: z.string() });
const params = z.object({ templateId: idParam });
const tag = 'Templates';

export const listTemplates = endpoint({
  method: 'GET', path: '/templates', tag, summary: 'Templates, or reusable blocks (`kind=block`), newest first',
  query: pageQuery.extend({
    kind: templateKind.default('email'),
    /** Those of a team, and those of both. */
    team: z.enum(['sales', 'marketing']).optional(),
    /** In names and subjects. */
    search: z.string().max(200).optional(),
    archived: z.enum(['yes', 'no']).default('no'),
  }),
  response: pageOf(templateSummary),
});

export const createTemplate = endpoint({
  method: 'POST', path: '/templates', tag, summary: 'Save a template from an email or from what is given, or blocks to use again; kept byte for byte',
  body: z.union([
    z.strictObject({ kind: z.literal('email'), name, team: templateTeam.optional(), emailId: id }),
    z.strictObject({ kind: z.literal('email'), name, team: templateTeam.optional(), draft }),
    z.strictObject({ kind: z.literal('block'), name, team: templateTeam.optional(), content: blocks }),
  ]),
  response: template,
});

export const listStarters = endpoint({
  method: 'GET', path: '/templates/starters', tag, summary: 'Templates that come with the program', response: z.object({ items: z.array(starter) }),
});

export const getTemplate = endpoint({ method: 'GET', path: '/templates/{templateId}', tag, summary: 'One template with all it holds', params, response: template });

export const previewTemplate = endpoint({
  method: 'GET', path: '/templates/{templateId}/preview', tag, summary: 'As an invented reader would get it; show it sandboxed', params, response: shown,
});

export const changeTemplate = endpoint({
  method: 'PATCH', path: '/templates/{templateId}', tag,
  summary: 'Rename, hand to a team, put away, bring back; or edit, with `expectedRevision`: another one answers 409 `template_changed` with `details.theirs`',
  params,
  body: z.object({
    name: name.optional(), team: templateTeam.optional(), archived: z.boolean().optional(),
    draft: draft.optional(), expectedRevision: z.number().int().optional(),
  }),
  response: template,
});

export const duplicateTemplate = endpoint({ method: 'POST', path: '/templates/{templateId}/duplicate', tag, summary: 'Copy a template as a new one', params, response: template });

export const useTemplate = endpoint({
  method: 'POST', path: '/templates/{templateId}/emails', tag, summary: 'Start an email from it: a copy, which nothing done to the template changes',
  params, body: z.object({ name: name.optional() }), response: z.object({ emailId: id }),
});

/** What a body pasted or dropped in is written in: MJML says so itself, all else is taken for HTML. */
export const pastedKind = (body: string): 'mjml' | 'html' => (/^\uFEFF?(\s|<\?xml[^>]*\?>|<!--[\s\S]*?-->)*<mjml[\s>]/i.test(body) ? 'mjml' : 'html');

/** A draft of what somebody pasted, every byte of it kept. */
export const pastedDraft = (body: string): Draft => ({ subject: '', preheader: '', bodyKind: pastedKind(body), body, textBody: null });

/** Copies of blocks under ids of their own, so that they can stand beside those they were copied from. `newId` answers a fresh one each time. */
export function copyBlocks(content: readonly Block[], newId: () => string): Block[] {
  return JSON.parse(JSON.stringify(content), (key, value: unknown) => (key === 'attrs' && typeof value === 'object' && value !== null && 'id' in value ? { ...value, id: newId() } : value)) as Block[];
}
