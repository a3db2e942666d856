import { statement, type Queryable } from '../../../platform/db/index.ts';
import { compileEmail, draftOf, findEmail, type CompiledEmail, type EmailRow } from '../../../craft/emails/index.ts';
import { listAttributes } from '../../../people/contacts/index.ts';
import { judgeReach, readSettings } from '../../../people/workspaces/index.ts';
import { findServer, type CampaignRow } from '../queries.ts';
import { forecastAudience } from './forecast-audience.ts';
import type { PreflightFacts } from './preflight.ts';

type Verdict = { record: string; standing: 'good' | 'weak' | 'missing' | 'wrong' | 'unanswered'; words: string };
const findDomain = statement<{ checked_at: Date | null; check_result: Verdict[] | null }>('campaigns.find-domain', `
  select checked_at, check_result from sending_domains where workspace_id = $1 and domain = lower($2)`);

export interface GatheredFacts {
  facts: PreflightFacts;
  compiled: CompiledEmail;
  email: EmailRow;
}

/** Reads and compiles all that preflight looks at. `trackingUrl`: the address that links begin with. */
export async function gatherFacts(on: Queryable, row: CampaignRow, trackingUrl: string, now: Date): Promise<GatheredFacts> {
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
  const forecast = await forecastAudience(on, {
    workspaceId, audience: row.audience, purpose: row.team, required: compiled.content?.required ?? [], senderName: row.from_name, now,
  });
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

function problemsOf(verdicts: readonly Verdict[] | null): string[] {
  return (verdicts ?? []).filter(({ standing }) => standing !== 'good').map(({ record, words }) => `${record.toUpperCase()}: ${words}`);
}
