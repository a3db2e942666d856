import { z } from 'zod';
import { endpoint, id, idParam, instant, pageOf, pageQuery } from '../../platform/http/contract.ts';
import { brand } from '../brand/contract.ts';
import { says } from '../../platform/words/contract.ts';

export * from './document/index.ts';

/** `visual`: a document of the editor, as JSON text. */
export const bodyKind = z.enum(['visual', 'mjml', 'html', 'markdown']);
export type BodyKind = z.infer<typeof bodyKind>;

/** Gmail shows "[Message clipped]" past this many bytes of HTML (102 KB, undocumented but stable for years). */
export const clipLimitBytes = 102 * 1024;

const line = (max: number) => z.string().max(max).refine((text) => !/[\r\n\0]/.test(text), says('One line, please: no line breaks.'));

/** What a version holds. `textBody` null: the text alternative is derived from the body. */
export const draft = z.object({
  subject: line(998),
  preheader: line(998),
  bodyKind,
  body: z.string().max(1_000_000),
  textBody: z.string().max(500_000).nullable(),
});
export type Draft = z.infer<typeof draft>;

const who = z.object({ id, name: z.string() }).nullable();

export const emailVersion = draft.extend({ version: z.number().int().positive(), createdAt: instant, createdBy: who });
export type EmailVersionView = z.infer<typeof emailVersion>;

/** An email with its newest version. */
export const email = z.object({
  id,
  name: z.string(),
  createdAt: instant,
  archivedAt: instant.nullable(),
  current: emailVersion,
});
export type EmailView = z.infer<typeof email>;

export const emailSummary = z.object({
  id,
  name: z.string(),
  subject: z.string(),
  bodyKind,
  version: z.number().int().positive(),
  createdAt: instant,
  /** When the newest version was saved, and by whom. */
  savedAt: instant,
  savedBy: who,
  archivedAt: instant.nullable(),
});

/** Something to mend: an `error` keeps the email from being sent, a `warning` does not. Lines count from 1. */
export const finding = z.object({
  level: z.enum(['error', 'warning']),
  code: z.string(),
  message: z.string(),
  where: z.enum(['subject', 'preheader', 'body', 'text']),
  line: z.number().int().positive().nullable(),
  column: z.number().int().positive().nullable(),
  /** The block of a visual document that it is about; then there is no line. */
  block: z.string().nullable(),
});
export type Finding = z.infer<typeof finding>;

export const usedVariable = z.object({
  /** The one spelling: `contact.first_name`. */
  path: z.string(),
  /** Some use of it has no default: a contact without a value is held. */
  required: z.boolean(),
  /** False: neither a field nor a defined attribute has this name. */
  known: z.boolean(),
  where: z.enum(['subject', 'preheader', 'body', 'text']),
  line: z.number().int().positive().nullable(),
  block: z.string().nullable(),
});

export const preview = z.object({
  subject: z.string(),
  preheader: z.string(),
  /** Whole document, filled in; null when the body has errors that leave nothing to show. Show it sandboxed. */
  html: z.string().nullable(),
  text: z.string(),
  findings: z.array(finding),
  links: z.array(z.object({ target: z.string(), text: z.string(), tracked: z.boolean(), personal: z.boolean(), line: z.number().int().positive().nullable(), block: z.string().nullable() })),
  variables: z.array(usedVariable),
  /** Bytes of the HTML as sent, personal addresses of links estimated. */
  sizeBytes: z.number().int(),
  clipLimitBytes: z.number().int(),
  /** Whose values filled it: a contact, or an invented sample. */
  filledFor: z.object({ contactId: id.nullable(), name: z.string() }),
});
export type PreviewView = z.infer<typeof preview>;

export const variable = z.object({
  path: z.string(),
  label: z.string(),
  group: z.enum(['contact', 'attribute', 'company', 'sender', 'workspace', 'message']),
  example: z.string(),
});

const emailParams = z.object({ emailId: idParam });
const versionParams = z.object({ emailId: idParam, version: z.coerce.number().int().positive().max(2_147_483_647) });
/** The newest version the writer has seen; another one answers 409 `email_changed`, whose `details` hold `theirs` (an email) and `yours` (the draft). */
const expectedVersion = z.number().int().positive();
const name = line(200).refine((text) => text.trim() !== '', says('A name is needed.'));
const tag = 'Emails';

export const listEmails = endpoint({
  method: 'GET', path: '/emails', tag, summary: 'Emails, newest save first',
  query: pageQuery.extend({ search: z.string().max(200).optional(), archived: z.enum(['yes', 'no']).default('no') }),
  response: pageOf(emailSummary),
});

export const createEmail = endpoint({
  method: 'POST', path: '/emails', tag, summary: 'Write a new email',
  body: draft.partial().extend({ name }),
  response: email,
});

export const getEmail = endpoint({
  method: 'GET', path: '/emails/{emailId}', tag, summary: 'An email with its newest version',
  params: emailParams, response: email,
});

export const changeEmail = endpoint({
  method: 'PATCH', path: '/emails/{emailId}', tag, summary: 'Rename, archive or bring back an email',
  params: emailParams, body: z.object({ name: name.optional(), archived: z.boolean().optional() }), response: email,
});

export const duplicateEmail = endpoint({
  method: 'POST', path: '/emails/{emailId}/duplicate', tag, summary: 'Copy an email as a new one',
  params: emailParams, response: email,
});

export const saveEmail = endpoint({
  method: 'POST', path: '/emails/{emailId}/versions', tag, summary: 'Save an email as its next version',
  params: emailParams, body: draft.extend({ expectedVersion }), response: email,
});

export const listVersions = endpoint({
  method: 'GET', path: '/emails/{emailId}/versions', tag, summary: 'All versions, newest first',
  params: emailParams, query: pageQuery,
  response: pageOf(z.object({ version: z.number().int(), subject: z.string(), bodyKind, createdAt: instant, createdBy: who })),
});

export const getVersion = endpoint({
  method: 'GET', path: '/emails/{emailId}/versions/{version}', tag, summary: 'One version',
  params: versionParams, response: emailVersion,
});

export const restoreVersion = endpoint({
  method: 'POST', path: '/emails/{emailId}/versions/{version}/restore', tag, summary: 'Bring an old version back as the next one',
  params: versionParams, body: z.object({ expectedVersion }), response: email,
});

export const previewEmail = endpoint({
  method: 'POST', path: '/emails/preview', tag, summary: 'Compile and fill unsaved text',
  body: draft.extend({
    /** Whose values to fill in; without one an invented sample. */
    contactId: id.optional(),
    /** `sender.name`; without it the member who asks. */
    senderName: line(200).optional(),
    /** A look to try; without it the workspace's own. */
    brand: brand.optional(),
  }),
  response: preview,
});

export const listVariables = endpoint({
  method: 'GET', path: '/emails/variables', tag, summary: 'Variables an email may use, this workspace’s attributes included',
  response: z.object({ items: z.array(variable) }),
});
