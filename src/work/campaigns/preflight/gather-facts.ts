import { statement, type Queryable } from '../../../platform/db/index.ts';
import { compileEmail, draftOf, findEmail, type CompiledEmail, type EmailRow } from '../../../craft/emails/index.ts';
import { listAttributes } from '../../../people/contacts/index.ts';
import { judgeReach, readSettings } from '../../../people/workspaces/index.ts';
import { findServer, type CampaignRow } from '../queries.ts';
import { forecastAudience, type Forecast } from './forecast-audience.ts';
import type { PreflightFacts } from './preflight.ts';

type Verdict = { record: string; standing: 'good' | 'weak' | 'missing' | 'wrong' | 'unanswered'; words: string };
const findDomain = statement<{ checked_at: Date | null; check_result: Verdict[] | null }>('campaigns.find-domain', `
  select checked_at, check_result from sending_domains where workspace_id = $1 and domain = lower($2)`);

export interface GatheredFacts {
  facts: PreflightFacts;
  compiled: CompiledEmail;
  email: EmailRow;
}

/** Is there anybody to write to? Stops at the first. */
const findAnybody = statement<{ anybody: boolean }>('campaigns.find-anybody', `
  select exists (
    select from list_members m join contacts c on c.workspace_id = $1 and c.id = m.contact_id and c.deleted_at is null
    where m.workspace_id = $1 and m.list_id = any($2::bigint[]) and not exists (
      select from list_members x where x.workspace_id = $1 and x.list_id = any($3::bigint[]) and x.contact_id = m.contact_id)) as anybody`);

export interface Gathering {
  /** The address that links begin with. */
  trackingUrl: string;
  /** False: only whether anybody is in the audience, which is all that can stop a launch. */
  wholeForecast: boolean;
  now: Date;
}

/** Reads and compiles all that preflight looks at. */
export async function gatherFacts(on: Queryable, row: CampaignRow, { trackingUrl, wholeForecast, now }: Gathering): Promise<GatheredFacts> {
  const { workspace_id: workspaceId } = row;
  const domainName = row.from_address.slice(row.from_address.lastIndexOf('@') + 1);
  const [settings, email, definitions, server, domain] = await Promise.all([
    readSettings(on, workspaceId),
    findEmail.one(on, [workspaceId, row.email_id], 'email'),
    listAttributes(on, workspaceId),
    row.server_id === null ? undefined : findServer.maybe(on, [workspaceId, row.server_id]),
    findDomain.maybe(on, [workspaceId, domainName]),
  ]);
  const compiled = await compileEmail({
    version: draftOf(email), from: { name: row.from_name, address: row.from_address }, replyTo: row.reply_to,
    workspace: { name: settings.name, postalAddress: settings.postalAddress }, definitions,
  });
  const forecast = wholeForecast ? await forecastAudience(on, {
    workspaceId, audience: row.audience, purpose: row.team, required: compiled.content?.required ?? [], senderName: row.from_name, now,
  }) : await anybody(on, row);
  const reach = judgeReach(trackingUrl);
  return {
    compiled, email,
    facts: {
      subject: email.subject, preheader: email.preheader, fromName: row.from_name, fromAddress: row.from_address, replyTo: row.reply_to,
      postalAddress: settings.postalAddress, compiled, lists: row.audience.lists.length, forecast,
      server: server ? {
        name: server.name, kind: server.kind, tested: server.last_tested_at === null ? null : server.last_test?.ok ?? false,
        pausedReason: server.paused_until && server.paused_until > now ? server.paused_reason ?? 'It asked for patience.' : null,
      } : null,
      domain: domain ? { checked: domain.checked_at !== null, problems: problemsOf(domain.check_result) } : null,
      trackingProblem: reach.reachable ? null : reach.problem,
    },
  };
}

async function anybody(on: Queryable, { workspace_id: workspaceId, audience }: CampaignRow): Promise<Forecast> {
  const found = await findAnybody.one(on, [workspaceId, audience.lists, audience.excludeLists], 'campaign');
  const count = found.anybody ? 1 : 0;
  return { listed: count, duplicates: 0, excluded: 0, audience: count, mailed: count, held: [], dropped: [] };
}

function problemsOf(verdicts: readonly Verdict[] | null): string[] {
  return (verdicts ?? []).filter(({ standing }) => standing !== 'good').map(({ record, words }) => `${record.toUpperCase()}: ${words}`);
}
