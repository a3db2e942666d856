import type { Queryable } from '../../platform/db/index.ts';
import type { WorkspaceId } from '../../platform/identity/index.ts';
import { listAttributes } from '../../people/contacts/index.ts';
import { readSettings } from '../../people/workspaces/index.ts';
import { readBrand, type Brand } from '../brand/index.ts';
import { renderPreview } from './compile/render-preview.ts';
import { sampleOptOut, sampleValues } from './compile/sample-values.ts';
import { clipLimitBytes, type Draft, type PreviewView } from './contract.ts';
import type { AttributeName } from './liquid/known-variables.ts';
import { findReader } from './queries.ts';
import type { PersonalValues } from './sending-form.ts';

export interface PreviewRequest {
  workspaceId: WorkspaceId;
  draft: Draft;
  contactId?: number | undefined;
  senderName: string;
  /** A look to try; without it the workspace's own. */
  brand?: Brand | undefined;
}

/** Compiles unsaved text and fills it for a contact, or for an invented reader. Throws `not_found` for an unknown contact. */
export async function previewEmail(on: Queryable, request: PreviewRequest): Promise<PreviewView> {
  const { workspaceId, draft, senderName } = request;
  const [settings, definitions, brand] = await Promise.all([readSettings(on, workspaceId), listAttributes(on, workspaceId), request.brand ?? readBrand(on, workspaceId)]);
  const workspace = { name: settings.name, postalAddress: settings.postalAddress };
  const { values, filledFor } = await readerValues(on, { workspaceId, workspace, senderName, definitions, contactId: request.contactId });
  const shown = await renderPreview({ version: draft, from: { name: senderName, address: 'sender@example.com' }, replyTo: null, workspace, definitions, brand }, values);
  const { compiled } = shown;
  return {
    subject: shown.subject, preheader: shown.preheader, html: shown.html, text: shown.text,
    findings: compiled.findings,
    links: compiled.placedLinks.map(({ target, text, index, personal, line, block }) => ({ target, text, tracked: index !== null, personal, line, block })),
    variables: compiled.variables,
    sizeBytes: compiled.sizeBytes,
    clipLimitBytes,
    filledFor,
  };
}

export interface ReaderRequest {
  workspaceId: WorkspaceId;
  workspace: { name: string; postalAddress: string };
  senderName: string;
  definitions: readonly AttributeName[];
  contactId?: number | undefined;
}

/** The values of a contact, or a sample that has one for everything. */
export async function readerValues(on: Queryable, request: ReaderRequest): Promise<{ values: PersonalValues; filledFor: PreviewView['filledFor'] }> {
  const sample = sampleValues(request.workspace, request.senderName, request.definitions);
  if (request.contactId === undefined) return { values: sample, filledFor: { contactId: null, name: sample.contact.name } };
  const reader = await findReader.one(on, [request.workspaceId, request.contactId], 'contact');
  const name = `${reader.first_name} ${reader.last_name}`.trim();
  return {
    values: {
      ...sample,
      contact: {
        email: reader.email, first_name: reader.first_name, last_name: reader.last_name, name, job_title: reader.job_title,
        phone: reader.phone, language: reader.language ?? '', attributes: reader.attributes,
      },
      company: { name: reader.company_name ?? '' },
      unsubscribe_url: sampleOptOut,
    },
    filledFor: { contactId: reader.id, name: name || reader.email },
  };
}
