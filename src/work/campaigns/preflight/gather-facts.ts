import { statement, type Database } from '../../../platform/db/index.ts';
import { readBrand } from '../../../craft/brand/index.ts';
import { compileEmail, draftOf, findEmail, type CompiledEmail, type EmailRow } from '../../../craft/emails/index.ts';
import { serverName } from '../../../delivery/transport/index.ts';
import { listAttributes } from '../../../people/contacts/index.ts';
import { judgeReach, readSettings, type WorkspaceSettings } from '../../../people/workspaces/index.ts';
import type { WorkspaceId } from '../../../platform/identity/index.ts';
import { findCampaignRow, findServer, type CampaignRow } from '../queries.ts';
import { freezeConditions, segmentProblem, type FrozenConditions } from '../audience/frozen-conditions.ts';
import { isAnybodyWanted } from '../audience/next-contacts.ts';
import type { LaunchTime } from '../timing/launch-time.ts';
import { topicOfCampaign } from '../topic/campaign-topic.ts';
import { keep, tell } from '../../../platform/words/contract.ts';
import { countForecast, forecastAudience, noForecast, type Forecast } from './forecast-audience.ts';
import type { PreflightFacts } from './preflight.ts';

type Verdict = { record: string; standing: 'good' | 'weak' | 'missing' | 'wrong' | 'unanswered'; words: string };
const findDomain = statement<{ checked_at: Date | null; check_result: Verdict[] | null }>('campaigns.find-domain', `
  select checked_at, check_result from sending_domains where workspace_id = $1 and domain = lower($2)`);

export interface GatheredFacts {
  facts: PreflightFacts;
  compiled: CompiledEmail;
  email: EmailRow;
}

export interface Gathering {
  /** The address that links begin with. */
  trackingUrl: string;
  /** `anybody`: only whether somebody is in the audience, which is all that can stop a launch. */
  forecast: 'whole' | 'count' | 'anybody';
  /** When it would begin. */
  begins: LaunchTime;
  now: Date;
}

/** Reads and compiles all that preflight looks at. */
export async function gatherFacts(on: Database, row: CampaignRow, gathering: Gathering): Promise<GatheredFacts> {
  const { trackingUrl, now } = gathering;
  const { workspace_id: workspaceId } = row;
  const domainName = row.from_address.slice(row.from_address.lastIndexOf('@') + 1);
  const [{ settings, email, compiled }, server, domain] = await Promise.all([
    compileOf(on, row),
    row.server_id === null ? undefined : findServer.maybe(on, [workspaceId, row.server_id]),
    findDomain.maybe(on, [workspaceId, domainName]),
  ]);
  const read = await freezeConditions(on, workspaceId, row.audience).then((conditions) => ({ conditions, problem: null }), (error: unknown) => ({ conditions: null, problem: segmentProblem(error) }));
  const forecast = read.problem === null ? await forecastOf(on, row, read.conditions, compiled, gathering) : noForecast;
  const reach = judgeReach(trackingUrl);
  return {
    compiled, email,
    facts: {
      subject: email.subject, preheader: email.preheader, fromName: row.from_name, fromAddress: row.from_address, replyTo: row.reply_to,
      postalAddress: settings.postalAddress, compiled, sources: row.audience.lists.length + row.audience.segments.length, segmentProblem: read.problem, forecast,
      timing: { sendTime: row.send_time, begins: gathering.begins.sendAt, zone: settings.timeZone },
      server: server ? {
        name: serverName(server), kind: server.kind, tested: server.last_tested_at === null ? null : server.last_test?.ok ?? false,
        pausedReason: server.paused_until && server.paused_until > now ? tell(server.paused_reason ?? keep('It asked for patience.')) : null,
      } : null,
      domain: domain ? { checked: domain.checked_at !== null, problems: problemsOf(domain.check_result) } : null,
      trackingProblem: reach.reachable ? null : reach.problem,
    },
  };
}

/** A campaign's email as it would be sent now. */
async function compileOf(on: Database, row: CampaignRow): Promise<{ settings: WorkspaceSettings; email: EmailRow; compiled: CompiledEmail }> {
  const [settings, email, definitions, brand] = await Promise.all([
    readSettings(on, row.workspace_id), findEmail.one(on, [row.workspace_id, row.email_id], 'email'), listAttributes(on, row.workspace_id), readBrand(on, row.workspace_id),
  ]);
  const compiled = await compileEmail({
    version: draftOf(email), from: { name: row.from_name, address: row.from_address }, replyTo: row.reply_to,
    workspace: { name: settings.name, postalAddress: settings.postalAddress }, definitions, brand,
  });
  return { settings, email, compiled };
}

async function forecastOf(on: Database, row: CampaignRow, conditions: FrozenConditions | null, compiled: CompiledEmail, { forecast, begins, now }: Gathering): Promise<Forecast> {
  const asked = { workspaceId: row.workspace_id, audience: row.audience, conditions, now };
  if (forecast === 'count') return countForecast(on, asked);
  if (forecast === 'anybody') {
    const count = await isAnybodyWanted(on, { ...asked, asOf: now }) ? 1 : 0;
    return { ...noForecast, listed: count, audience: count, mailed: count };
  }
  return forecastAudience(on, {
    ...asked, purpose: row.team, required: compiled.content?.required ?? [], senderName: row.from_name, sendTime: row.send_time, begins: { at: begins.sendAt, day: begins.day },
    topicId: await topicOfCampaign(on, row.workspace_id, row.id),
  });
}

function problemsOf(verdicts: readonly Verdict[] | null): string[] {
  return (verdicts ?? []).filter(({ standing }) => standing !== 'good').map(({ record, words }) => `${record.toUpperCase()}: ${words}`);
}

/** The variables without a default in a campaign's email as it is now. */
export async function requiredBy(on: Database, workspaceId: WorkspaceId, campaignId: number): Promise<readonly string[]> {
  const row = await findCampaignRow.one(on, [workspaceId, campaignId], 'campaign');
  return (await compileOf(on, row)).compiled.content?.required ?? [];
}
