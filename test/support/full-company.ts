import { defaultBrand } from '../../src/craft/brand/index.ts';
import type { Database } from '../../src/platform/db/index.ts';
import { addCompany, type Company } from './api.ts';

/** Stands in everything this company has, and in nothing else. */
export const secretWord = 'Zugspitze';

/** A company with a row of each kind, by the name of the parameter that addresses it. */
export interface FullCompany extends Company {
  /** `contactId` is the id of a contact of theirs, and so on. */
  ids: ReadonlyMap<string, number>;
}

/** Fills a company: whatever route takes an id finds something of theirs. */
export async function addFullCompany(db: Database): Promise<FullCompany> {
  const company = await addCompany(db, `${secretWord} Audio`);
  const ids = new Map<string, number>();
  const w = company.workspaceId;
  const add = async (param: string, table: string, columns: Record<string, unknown>): Promise<number> => {
    const row = { workspace_id: w, ...columns };
    const names = Object.keys(row);
    const { rows } = await db.pool.query<Record<string, unknown>>(
      `insert into ${table} (${names.join(', ')}) values (${names.map((_, at) => `$${at + 1}`).join(', ')}) returning *`, Object.values(row));
    const id = Number(rows[0]!['id'] ?? 0);
    ids.set(param, id);
    return id;
  };
  ids.set('memberId', company.member.memberId);
  const companyId = await add('companyId', 'companies', { name: `${secretWord} GmbH` });
  const contactId = await add('contactId', 'contacts', { email: `${secretWord}@alps.example`, email_key: `${secretWord.toLowerCase()}@alps.example`, first_name: secretWord, company_id: companyId, owner_id: company.member.memberId });
  // A second one, for merging.
  await db.pool.query(`insert into contacts (workspace_id, email, email_key, first_name) values ($1, 'second@alps.example', 'second@alps.example', $2)`, [w, secretWord]);
  const listId = await add('listId', 'lists', { name: secretWord, created_by: company.member.memberId });
  await add('-', 'list_members', { list_id: listId, contact_id: contactId });
  await add('segmentId', 'segments', { name: secretWord, description: secretWord, schema_version: 1, condition: JSON.stringify({ rule: 'list', op: 'in', ids: [listId] }), owner_id: company.member.memberId });
  await add('-', 'attribute_definitions', { key: secretWord.toLowerCase(), label: secretWord, type: 'text' });
  await add('suppressionId', 'suppressions', { address_hash: Buffer.alloc(32, 7), address: `${secretWord}@never.example`, reason: 'manual', note: secretWord });
  const serverId = await add('serverId', 'servers', { name: secretWord, kind: 'smtp', host: `${secretWord}.alps.example`, port: 25, security: 'none' });
  ids.set('domainId', await add('sendingDomainId', 'sending_domains', { domain: `${secretWord.toLowerCase()}.example`, dkim_selector: 'k1', dkim_private_sealed: Buffer.alloc(40), dkim_public: secretWord }));
  const mailboxServerId = await add('-', 'servers', { name: secretWord, kind: 'mailbox', host: `${secretWord}.alps.example`, port: 587, security: 'starttls' });
  await add('mailboxId', 'mailboxes', { member_id: company.member.memberId, server_id: mailboxServerId, provider: 'other', address: `${secretWord}@alps.example`, auth: 'password', imap_host: `${secretWord}.alps.example`, imap_port: 993, imap_security: 'tls', imap_username: secretWord });
  await add('-', 'mailbox_providers', { provider: 'google', client_id: secretWord, authorize_url: 'https://alps.example/', token_url: 'https://alps.example/', scopes: secretWord });
  const emailId = await add('emailId', 'emails', { name: secretWord, created_by: company.member.memberId });
  await add('-', 'email_versions', { email_id: emailId, version: 1, subject: secretWord, body_kind: 'markdown', body: secretWord });
  ids.set('version', 1);
  await add('templateId', 'templates', { kind: 'email', name: secretWord, team: 'both', subject: secretWord, body_kind: 'html', body: secretWord, created_by: company.member.memberId });
  await add('-', 'images', { token: Buffer.alloc(16, 3), source_hash: Buffer.alloc(32, 3), name: secretWord, type: 'image/png', width: 1, height: 1, byte_count: 1, bytes: Buffer.alloc(1) });
  await add('-', 'brands', { logo_width: 90, logo_alt: secretWord, colors: JSON.stringify(defaultBrand.colors), fonts: JSON.stringify(defaultBrand.fonts), corner_radius: 1, footer_text: secretWord });
  const compiledId = await add('compiledId', 'compiled_emails', { email_id: emailId, email_version: 1, content: JSON.stringify({ format: 1, from: { name: secretWord, address: 'a@b.example' }, replyTo: null, subject: [secretWord], html: null, text: [secretWord], required: [] }) });
  const campaignId = await add('campaignId', 'campaigns', { name: secretWord, email_id: emailId, from_name: secretWord, from_address: `${secretWord}@alps.example`, server_id: serverId, created_by: company.member.memberId, audience: JSON.stringify({ lists: [listId], excludeLists: [] }) });
  const laneId = await add('laneId', 'lanes', { source_kind: 'campaign', source_id: campaignId, server_id: serverId, purpose: 'marketing', team: 'marketing', state: 'paused' });
  await add('messageId', 'messages', { lane_id: laneId, source_kind: 'campaign', source_id: campaignId, recipient_kind: 'contact', recipient_id: contactId, compiled_id: compiledId, due_at: new Date(), state: 'unknown', reason: secretWord });
  const topicId = await add('topicId', 'topics', { name: secretWord });
  await add('-', 'topic_choices', { contact_id: contactId, topic_id: topicId, choice: 'in', source: secretWord, at: new Date() });
  const formId = await add('formId', 'forms', { name: secretWord, language: 'en', texts: { en: { title: secretWord, intro: '', button: '', consent: secretWord, thanks: '' } } });
  await add('-', 'form_consents', { form_id: formId, language: 'en', version: 1, text: secretWord });
  await add('-', 'form_submissions', { form_id: formId, email: `${secretWord}@alps.example`, email_key: `${secretWord.toLowerCase()}@alps.example`, language: 'en', consent_version: 1, submitted_at: new Date(), contact_id: contactId });
  await add('-', 'consent_records', { contact_id: contactId, at: new Date(), what: 'consent-given', source: secretWord });
  await add('importId', 'imports', { kind: 'contacts', file_name: `${secretWord}.csv`, file_bytes: 9, file_key: '00000000-0000-4000-8000-000000000001', created_by: company.member.memberId });
  await add('mailId', 'local_mails', { envelope_from: 'a@b.example', envelope_to: `${secretWord}@alps.example`, sender: secretWord, subject: secretWord, raw: Buffer.from(`Subject: ${secretWord}\r\n\r\n${secretWord}`) });
  const sequenceId = await add('sequenceId', 'sequences', { name: secretWord, owner_id: company.member.memberId, version: 1, send_window: JSON.stringify({ fromMinute: 540, untilMinute: 1020, weekdays: [1, 2, 3, 4, 5], clock: 'recipient' }) });
  await add('-', 'sequence_versions', { sequence_id: sequenceId, version: 1, steps: JSON.stringify([{ id: 1, under: null, kind: 'call', title: secretWord }]) });
  ids.set('stepId', 1);
  const enrolmentId = await add('enrolmentId', 'enrolments', { sequence_id: sequenceId, contact_id: contactId, member_id: company.member.memberId, state: 'waiting-member', open_step: 1, at_step: 1, enrolled_at: new Date() });
  await add('-', 'enrolment_moves', { enrolment_id: enrolmentId, at: new Date(), event: 'member-asked', from_standing: 'active', to_standing: 'waiting-member', step: 1, detail: secretWord });
  const inboundId = await add('inboundId', 'inbound_mails', { once: Buffer.alloc(32, 5), folder: 'INBOX', role: 'inbox', uid_validity: 1, uid: 1, from_address: `${secretWord.toLowerCase()}@alps.example`, subject: secretWord, reply_text: secretWord, received_at: new Date(), taken_at: new Date(), kind: 'reply', contact_id: contactId, sort: 'no' });
  await add('-', 'inbound_sortings', { inbound_mail_id: inboundId, sort: 'no', at: new Date() });
  await add('invitationId', 'invitations', { member_id: company.viewer.memberId, token_hash: Buffer.alloc(32, 1), invited_by: company.owner.memberId, expires_at: new Date(Date.now() + 86_400_000) });
  await add('apiKeyId', 'api_keys', { member_id: company.member.memberId, name: secretWord, hint: secretWord, key_hash: Buffer.alloc(32, 2), scopes: ['me:read'] });
  return { ...company, ids };
}

// What a look may leave behind: how many people a segment had when it was last counted.
const remembered = `- array['counted', 'counted_at']`;

/** A fingerprint of everything a company has, table by table: what differs was changed. */
export async function fingerprintOf(db: Database, workspaceId: number): Promise<Map<string, string>> {
  const { rows } = await db.pool.query<{ table_name: string }>(`
    select c.table_name from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and c.column_name = 'workspace_id' and t.table_type = 'BASE TABLE' order by 1`);
  const prints = new Map<string, string>();
  for (const { table_name: table } of rows) {
    const { rows: [row] } = await db.pool.query<{ print: string }>(`select coalesce(md5(string_agg((to_jsonb(t) ${remembered})::text, E'\\n' order by t::text)), '') as print from ${table} t where workspace_id = $1`, [workspaceId]);
    prints.set(table, row!.print);
  }
  return prints;
}

/** Tables whose rows changed between two fingerprints. */
export const changedTables = (before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): string[] =>
  [...after].filter(([table, print]) => before.get(table) !== print).map(([table]) => table);
