import { statement, type Queryable } from '../../platform/db/index.ts';
import type { Actor } from '../../platform/identity/index.ts';
import { readCountsOfMany } from '../../delivery/events/index.ts';
import { describeReason } from '../../delivery/messages/index.ts';
import { t } from '../../platform/words/contract.ts';
import { campaignSource, listCampaigns, readProgress, summarize } from '../../work/campaigns/index.ts';
import type { OverviewView } from './contract.ts';

const underWayAtMost = 20;
const recentAtMost = 6;

/** What has a new workspace done already? Each question stops at the first row it finds. */
const findSetup = statement<{ contacts: boolean; written: boolean; server: boolean; settings: boolean; launched: boolean; is_demo: boolean }>('reports.setup', `
  select exists (select from contacts where workspace_id = $1 and deleted_at is null) as contacts,
    exists (select from email_versions where workspace_id = $1 and body <> '') as written,
    exists (select from servers where workspace_id = $1 and kind = 'smtp' and archived_at is null) as server,
    exists (select from workspaces where workspace_id = $1 and postal_address <> '') as settings,
    exists (select from campaigns where workspace_id = $1 and launched_at is not null) as launched,
    (select is_demo from workspaces where workspace_id = $1) as is_demo`);

/** The home page: what goes out, what came back, and what wants a decision. */
export async function readOverview(on: Queryable, actor: Actor, now: Date): Promise<OverviewView> {
  const { workspaceId } = actor;
  const [setup, active, finished] = await Promise.all([
    findSetup.one(on, [workspaceId], 'workspace'),
    listCampaigns(on, workspaceId, { show: 'under-way' }, null, underWayAtMost),
    listCampaigns(on, workspaceId, { show: 'finished' }, null, recentAtMost),
  ]);
  const going = await summarize(on, workspaceId, active.slice(0, underWayAtMost), now);
  const progress = await Promise.all(going.map(({ id }) => readProgress(on, actor, id, now)));
  const recent = await summarize(on, workspaceId, finished.slice(0, recentAtMost), now);
  return {
    setup: setupSteps(setup),
    underWay: going.map((campaign, index) => {
      const { waiting, held, perMinute, secondsLeft } = progress[index]!;
      return { ...campaign, waiting, held: held.reduce((sum, { count }) => sum + count, 0), perMinute, secondsLeft };
    }),
    recent,
    decisions: going.flatMap(({ id, name }, index): OverviewView['decisions'] => {
      const { held, unknown } = progress[index]!;
      const about = { campaignId: id, campaignName: name };
      return [
        ...held.filter(({ reason }) => wantsSomebody(reason)).map(({ reason, title, count }) => ({ ...about, kind: 'held' as const, reason, title, count })),
        ...(unknown > 0 ? [unknownDecision(about, unknown)] : []),
      ];
    }).concat(await unknownOfFinished(on, workspaceId, finished.slice(0, recentAtMost))),
    asOf: now.toISOString(),
  };
}

/** Quiet hours end and full calendars empty by themselves; a missing value does not come by waiting. */
const wantsSomebody = (reason: string): boolean => !/^(frequency|quiet_hours|deferred)\b/.test(reason);

const unknownDecision = (about: { campaignId: number; campaignName: string }, count: number): OverviewView['decisions'][number] =>
  ({ ...about, kind: 'unknown', reason: 'no_answer', title: describeReason('no_answer'), count });

/** What became of some messages of a finished campaign nobody knows: that waits for somebody to say so. */
async function unknownOfFinished(on: Queryable, workspaceId: number, rows: readonly { id: number; name: string }[]): Promise<OverviewView['decisions']> {
  const countsOf = await readCountsOfMany(on, workspaceId, campaignSource, rows.map(({ id }) => id));
  return rows.flatMap(({ id, name }) => {
    const { unknown } = countsOf.get(id)!;
    return unknown > 0 ? [unknownDecision({ campaignId: id, campaignName: name }, unknown)] : [];
  });
}

function setupSteps(done: { contacts: boolean; written: boolean; server: boolean; settings: boolean; launched: boolean; is_demo: boolean }): OverviewView['setup'] {
  const steps: OverviewView['setup'] = [
    { key: 'import', title: t('Bring your contacts'), detail: t('A spreadsheet is enough; nothing is sent by importing.'), href: '/imports/new', done: done.contacts },
    { key: 'write', title: t('Write an email'), detail: t('With a live preview, and a test to yourself.'), href: '/campaigns/new', done: done.written },
    { key: 'settings', title: t('Say who you are'), detail: t('Your postal address must stand in what you send.'), href: '/settings', done: done.settings },
    { key: 'server', title: t('Add a mail server'), detail: t('Until then mail stays in the built-in mailbox, for you to look at.'), href: '/settings/sending', done: done.server },
    { key: 'launch', title: t('Launch a campaign'), detail: t('And watch what comes back.'), href: '/campaigns', done: done.launched },
  ];
  // Nothing of an invented company leaves this machine, so it never gets a server of its own.
  return done.is_demo ? steps.filter((step) => step.key !== 'server') : steps;
}
