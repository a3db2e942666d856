import { statement, type Database } from '../../platform/db/index.ts';
import { conflict, invalid, type FieldError } from '../../platform/errors/index.ts';
import type { Actor } from '../../platform/identity/index.ts';
import { readBrand } from '../../craft/brand/index.ts';
import { compileEmail, draftOf, findEmail, readerValues, type UsedVariable } from '../../craft/emails/index.ts';
import { isMailAddress, openLane, planOne, readValue, storeCompiled, type CompiledContent, type PersonalValues } from '../../delivery/messages/index.ts';
import { parseEmailAddress } from '../../people/addresses/index.ts';
import { createContact, listAttributes } from '../../people/contacts/index.ts';
import { readSettings } from '../../people/workspaces/index.ts';
import { t } from '../../platform/words/contract.ts';
import { findCampaignRow } from './queries.ts';
import { testSource } from './read-status.ts';

export interface TestSend {
  actor: Actor;
  campaignId: number;
  /** Empty: to oneself. */
  to: readonly string[];
  /** Whose values fill it; without one an invented reader's. */
  contactId?: number | undefined;
  now: Date;
}

type RecipientRow = { key: string; kind: 'contact' | 'member'; id: number };
/** Who has these addresses? A colleague comes before a contact of the same address. */
const findRecipients = statement<RecipientRow>('campaigns.test-recipients', `
  select distinct on (a.key) a.key, r.kind, r.id from unnest($2::text[]) as a (key)
  cross join lateral (
    select 'member' as kind, m.id, 0 as rank from members m where m.workspace_id = $1 and m.left_at is null and lower(m.email) = a.key
    union all
    select 'contact', c.id, 1 from contacts c where c.workspace_id = $1 and c.deleted_at is null and c.email_key = a.key) r
  order by a.key, r.rank`);
const findOwnAddress = statement<{ email: string }>('campaigns.own-address', 'select email from members where workspace_id = $1 and id = $2');
/** Each test is a step of its own, so that the same people can be written to again. */
const nextStep = statement<{ step: number }>('campaigns.next-test', `
  select coalesce(max(step), 0) + 1 as step from messages where workspace_id = $1 and source_kind = $2 and source_id = $3`);
const lockTests = statement('campaigns.lock-tests', 'select pg_advisory_xact_lock(44006, hashint8($1::bigint * 1000003 + $2::bigint))');

/**
 * Sends the newest version to members or contacts, marked as a test, by the road all mail takes; never counted.
 * Throws `not_an_address` (field by field), `campaign_incomplete` or `email_has_errors`.
 */
export async function sendTest(db: Database, test: TestSend): Promise<{ planned: number; to: string[] }> {
  const { actor, now } = test;
  const { workspaceId } = actor;
  const row = await findCampaignRow.one(db, [workspaceId, test.campaignId], 'campaign');
  if (row.server_id === null || !isMailAddress(row.from_address)) {
    throw conflict('campaign_incomplete', t('A test needs a sender address and a mail server. Set both, then try again.'));
  }
  const recipients = await recipientsOf(db, test);
  const { content, links, values, variables, email, sizeBytes } = await compileFor(db, test, row);
  const serverId = row.server_id;
  return db.transaction(async (tx) => {
    await lockTests.run(tx, [workspaceId, row.id]);
    const { step } = await nextStep.one(tx, [workspaceId, testSource, row.id], 'campaign');
    const laneId = await openLane(tx, { workspaceId, sourceKind: testSource, sourceId: row.id, serverId, purpose: 'internal', team: null });
    const compiledId = await storeCompiled(tx, workspaceId, content, links, { emailId: email.id, emailVersion: email.version, sizeBytes });
    const vars = varsOf(values, variables);
    for (const { kind, id } of recipients) {
      await planOne(tx, { workspaceId, laneId, sourceKind: testSource, sourceId: row.id, step, compiledId, recipientKind: kind, recipientId: id, vars, dueAt: now, expiresAt: null, now });
    }
    return { planned: recipients.length, to: recipients.map(({ key }) => key) };
  });
}

/** Mail goes to members and contacts alone: an address that nobody has yet becomes a contact, on no list. */
async function recipientsOf(db: Database, { actor, to, now }: TestSend): Promise<RecipientRow[]> {
  const { workspaceId } = actor;
  const written = to.length > 0 ? to : [(await findOwnAddress.one(db, [workspaceId, actor.memberId], 'member')).email];
  const parsed = written.map((address) => parseEmailAddress(address));
  const fields = parsed.flatMap((address, index): FieldError[] => ('problem' in address ? [{ path: `body.to.${index}`, message: address.problem }] : []));
  if (fields.length > 0) throw invalid('not_an_address', t('A test could not be sent to all of these. Nothing was sent.'), fields);
  const addresses = new Map(parsed.flatMap((address): [string, string][] => ('problem' in address ? [] : [[address.key, address.address]])));
  const found = await findRecipients.rows(db, [workspaceId, [...addresses.keys()]]);
  const known = new Set(found.map(({ key }) => key));
  for (const [key, address] of addresses) {
    if (!known.has(key)) found.push({ key, kind: 'contact', id: (await createContact(db, workspaceId, { email: address }, now)).id });
  }
  return found;
}

async function compileFor(db: Database, { actor, contactId }: TestSend, row: { email_id: number; from_name: string; from_address: string; reply_to: string | null }) {
  const [settings, email, definitions, brand] = await Promise.all([
    readSettings(db, actor.workspaceId), findEmail.one(db, [actor.workspaceId, row.email_id], 'email'), listAttributes(db, actor.workspaceId), readBrand(db, actor.workspaceId),
  ]);
  const workspace = { name: settings.name, postalAddress: settings.postalAddress };
  const compiled = await compileEmail({ version: draftOf(email), from: { name: row.from_name, address: row.from_address }, replyTo: row.reply_to, workspace, definitions, brand });
  const broken = compiled.findings.filter(({ level }) => level === 'error');
  if (!compiled.content || broken.length > 0) {
    throw invalid('email_has_errors', t('The email cannot be sent as it is: {message} Nothing was sent.', { message: broken[0]?.message ?? t('it is empty') }),
      broken.map(({ where, message, line }) => ({ path: line === null ? where : `${where}:${line}`, message })));
  }
  const { values } = await readerValues(db, { workspaceId: actor.workspaceId, workspace, senderName: row.from_name, definitions, contactId });
  const content: CompiledContent = { ...compiled.content, subject: ['[Test] ', ...compiled.content.subject], required: [] };
  return { content, links: compiled.links, values, variables: compiled.variables, email, sizeBytes: compiled.sizeBytes };
}

/** The chosen reader's values stand in for the recipient's own; what only the recipient has (the way out) stays theirs. */
function varsOf(values: PersonalValues, variables: readonly UsedVariable[]): Record<string, unknown> {
  const own = variables.filter(({ path }) => /^(contact|company)\b/.test(path));
  return Object.fromEntries(own.flatMap(({ path }) => {
    const value = readValue(values, path);
    return value === null ? [] : [[path, value]];
  }));
}
