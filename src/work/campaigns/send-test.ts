import { statement, type Database } from '../../platform/db/index.ts';
import { conflict, invalid, type FieldError } from '../../platform/errors/index.ts';
import type { Actor } from '../../platform/identity/index.ts';
import { compileEmail, draftOf, findEmail, listAttributes, readerValues, type UsedVariable } from '../../craft/emails/index.ts';
import { isMailAddress, openLane, planOne, readValue, storeCompiled, type CompiledContent, type PersonalValues } from '../../delivery/messages/index.ts';
import { readSettings } from '../../people/workspaces/index.ts';
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

type RecipientRow = { address: string; kind: 'contact' | 'member'; id: number };
/** Who is written to? Mail goes to members and contacts alone; a colleague comes before a contact of the same address. */
const findRecipients = statement<RecipientRow>('campaigns.test-recipients', `
  select distinct on (a.address) a.address, r.kind, r.id from unnest($2::text[]) as a (address)
  cross join lateral (
    select 'member' as kind, m.id, 0 as rank from members m where m.workspace_id = $1 and m.left_at is null and lower(m.email) = lower(a.address)
    union all
    select 'contact', c.id, 1 from contacts c where c.workspace_id = $1 and c.deleted_at is null and c.email_key = lower(a.address)) r
  order by a.address, r.rank`);
const findOwnAddress = statement<{ email: string }>('campaigns.own-address', 'select email from members where workspace_id = $1 and id = $2');
/** Each test is a step of its own, so that the same people can be written to again. */
const nextStep = statement<{ step: number }>('campaigns.next-test', `
  select coalesce(max(step), 0) + 1 as step from messages where workspace_id = $1 and source_kind = $2 and source_id = $3`);
const lockTests = statement('campaigns.lock-tests', 'select pg_advisory_xact_lock(44006, hashint8($1::bigint * 1000003 + $2::bigint))');

/**
 * Sends the newest version to members or contacts, marked as a test, by the road all mail takes; never counted.
 * Throws `unknown_addresses` (field by field), `campaign_incomplete` or `email_has_errors`.
 */
export async function sendTest(db: Database, test: TestSend): Promise<{ planned: number; to: string[] }> {
  const { actor, now } = test;
  const { workspaceId } = actor;
  const row = await findCampaignRow.one(db, [workspaceId, test.campaignId], 'campaign');
  if (row.server_id === null || !isMailAddress(row.from_address)) {
    throw conflict('campaign_incomplete', 'A test needs a sender address and a mail server. Set both, then try again.');
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
    return { planned: recipients.length, to: recipients.map(({ address }) => address) };
  });
}

async function recipientsOf(db: Database, { actor, to }: TestSend): Promise<RecipientRow[]> {
  const addresses = to.length > 0 ? [...new Set(to.map((address) => address.trim()))] : [(await findOwnAddress.one(db, [actor.workspaceId, actor.memberId], 'member')).email];
  const found = await findRecipients.rows(db, [actor.workspaceId, addresses]);
  const known = new Set(found.map(({ address }) => address));
  const fields = addresses.flatMap((address, index): FieldError[] => known.has(address) ? [] : [{ path: `body.to.${index}`, message: `${address} is neither a colleague nor a contact` }]);
  if (fields.length > 0) {
    throw invalid('unknown_addresses', 'Tests go to colleagues and contacts. Add these as contacts first, or invite them. Nothing was sent.', fields);
  }
  return found;
}

async function compileFor(db: Database, { actor, contactId }: TestSend, row: { email_id: number; from_name: string; from_address: string; reply_to: string | null }) {
  const [settings, email, definitions] = await Promise.all([
    readSettings(db, actor.workspaceId), findEmail.one(db, [actor.workspaceId, row.email_id], 'email'), listAttributes.rows(db, [actor.workspaceId]),
  ]);
  const workspace = { name: settings.name, postalAddress: settings.postalAddress };
  const compiled = await compileEmail({ version: draftOf(email), from: { name: row.from_name, address: row.from_address }, replyTo: row.reply_to, workspace, definitions });
  const broken = compiled.findings.filter(({ level }) => level === 'error');
  if (!compiled.content || broken.length > 0) {
    throw invalid('email_has_errors', `The email cannot be sent as it is: ${broken[0]?.message ?? 'it is empty'} Nothing was sent.`,
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
