import { z } from 'zod';
import type { Database } from '../../platform/db/index.ts';
import { decodeCursor, encodeCursor, implement, type Call, type Route } from '../../platform/http/index.ts';
import { archiveCampaign } from './archive-campaign.ts';
import { explainContact } from './audience/explain-contact.ts';
import { freezeConditions } from './audience/frozen-conditions.ts';
import { cancelCampaign } from './cancel-campaign.ts';
import * as contract from './contract.ts';
import { createCampaign } from './create-campaign.ts';
import { duplicateCampaign } from './duplicate-campaign.ts';
import { launchCampaign } from './launch-campaign.ts';
import type { Move } from './move-campaign.ts';
import { pauseCampaign } from './pause-campaign.ts';
import { canSend, canView, canWriteEmails } from './permissions.ts';
import { countForecast, forecastAudience, presentForecast } from './preflight/forecast-audience.ts';
import { gatherFacts, requiredBy } from './preflight/gather-facts.ts';
import { mayLaunch, preflight } from './preflight/preflight.ts';
import { getCampaign, listCampaigns, summarize } from './present-campaign.ts';
import { findCampaignRow } from './queries.ts';
import { readProgress, readTimetable } from './read-progress.ts';
import { resumeCampaign } from './resume-campaign.ts';
import { saveCampaign } from './save-campaign.ts';
import { sendTest } from './send-test.ts';
import { beginningOf } from './timing/launch-time.ts';
import { topicOfCampaign } from './topic/campaign-topic.ts';
import { campaignTopicRoutes } from './topic/routes.ts';
import { unscheduleCampaign } from './unschedule-campaign.ts';

export interface CampaignsDeps {
  db: Database;
  /** The address that links, pictures and the way out begin with. */
  trackingUrl: string;
}

const reading = { allow: canView, scope: 'campaigns:read' } as const;
const writing = { allow: canWriteEmails, scope: 'campaigns:write' } as const;
const sending = { allow: canSend, scope: 'campaigns:send' } as const;

/** Everything this slice answers. */
export function campaignsRoutes(deps: CampaignsDeps): Route[] {
  return [...readingRoutes(deps), ...writingRoutes(deps), ...movingRoutes(deps), ...campaignTopicRoutes(deps)];
}

function readingRoutes({ db, trackingUrl }: CampaignsDeps): Route[] {
  return [
    implement(contract.listCampaigns, {
      ...reading,
      handle: async ({ actor, query, now }) => {
        const [before] = decodeCursor(query.after, [z.number().int()]) ?? [null];
        const rows = await listCampaigns(db, actor.workspaceId, query, before, query.limit);
        const shown = rows.slice(0, query.limit);
        const last = shown.at(-1);
        return {
          items: await summarize(db, actor.workspaceId, shown, now),
          next: rows.length > query.limit && last ? encodeCursor(last.id) : null,
        };
      },
    }),
    implement(contract.getCampaign, { ...reading, handle: ({ actor, params, now }) => getCampaign(db, actor, params.campaignId, now) }),
    implement(contract.campaignProgress, { ...reading, handle: ({ actor, params, now }) => readProgress(db, actor, params.campaignId, now) }),
    implement(contract.campaignTimetable, { ...reading, handle: ({ actor, params }) => readTimetable(db, actor, params.campaignId) }),
    implement(contract.preflightCampaign, {
      ...reading,
      handle: async ({ actor, params, query, now }) => {
        const row = await findCampaignRow.one(db, [actor.workspaceId, params.campaignId], 'campaign');
        const begins = await beginningOf(db, row, query.at, now);
        const { facts, email } = await gatherFacts(db, row, { trackingUrl, forecast: query.depth, begins, now });
        const items = preflight(facts);
        return { items, forecast: presentForecast(facts.forecast), mayLaunch: mayLaunch(items), revision: row.revision, emailVersion: email.version, checkedAt: now.toISOString() };
      },
    }),
    implement(contract.forecastAudience, {
      // It changes nothing, so that viewers may.
      ...reading, personal: true,
      handle: async ({ actor, body, now }) => {
        const { workspaceId } = actor;
        const asked = { workspaceId, audience: body.audience, conditions: await freezeConditions(db, workspaceId, body.audience), now };
        return presentForecast(body.depth === 'count' ? await countForecast(db, asked)
          : await forecastAudience(db, { ...asked, purpose: body.team, required: [], senderName: actor.name, sendTime: body.sendTime }));
      },
    }),
    implement(contract.explainAudience, {
      ...reading, personal: true,
      handle: async ({ actor, body, now }) => explainContact(db, {
        workspaceId: actor.workspaceId, audience: body.audience, purpose: body.team, contactId: body.contactId, sendTime: body.sendTime, senderName: actor.name, now,
        required: body.campaignId === undefined ? [] : await requiredBy(db, actor.workspaceId, body.campaignId),
        topicId: body.campaignId === undefined ? null : await topicOfCampaign(db, actor.workspaceId, body.campaignId),
      }),
    }),
  ];
}

function writingRoutes({ db }: CampaignsDeps): Route[] {
  return [
    implement(contract.createCampaign, {
      ...writing, audit: 'campaign.created',
      handle: async ({ actor, body, now }) => getCampaign(db, actor, await db.transaction((tx) => createCampaign(tx, actor, { ...given(body), name: body.name }, now)), now),
    }),
    implement(contract.saveCampaign, {
      ...writing, audit: 'campaign.changed',
      handle: async ({ actor, params, body, now, note }) => {
        note(body);
        await saveCampaign(db, actor, params.campaignId, { ...given(body), expectedRevision: body.expectedRevision }, now);
        return getCampaign(db, actor, params.campaignId, now);
      },
    }),
    implement(contract.duplicateCampaign, {
      ...writing, audit: 'campaign.duplicated',
      handle: async ({ actor, params, now }) => getCampaign(db, actor, await duplicateCampaign(db, actor, params.campaignId, now), now),
    }),
    implement(contract.archiveCampaign, {
      ...writing, audit: 'campaign.archived',
      handle: async (call) => {
        call.note(call.body);
        await archiveCampaign(db, moveOf(call), call.body.archived);
        return getCampaign(db, call.actor, call.params.campaignId, call.now);
      },
    }),
    implement(contract.testCampaign, {
      ...writing, audit: 'campaign.tested',
      handle: ({ actor, params, body, now, note }) => {
        note({ to: body.to });
        return sendTest(db, { actor, campaignId: params.campaignId, to: body.to, contactId: body.contactId, now });
      },
    }),
  ];
}

function movingRoutes({ db, trackingUrl }: CampaignsDeps): Route[] {
  const move = (work: (move: Move) => Promise<void>) => async (call: Call<{ campaignId: number }, unknown, unknown>) => {
    await work(moveOf(call));
    return getCampaign(db, call.actor, call.params.campaignId, call.now);
  };
  return [
    implement(contract.launchCampaign, {
      ...sending, audit: 'campaign.launched',
      handle: async (call) => {
        const { expectedRevision, expectedEmailVersion, at } = call.body;
        call.note({ at });
        await launchCampaign(db, { ...moveOf(call), expectedRevision, expectedEmailVersion, at, trackingUrl });
        return getCampaign(db, call.actor, call.params.campaignId, call.now);
      },
    }),
    implement(contract.unscheduleCampaign, { ...sending, audit: 'campaign.unscheduled', handle: move((made) => unscheduleCampaign(db, made)) }),
    implement(contract.pauseCampaign, { ...sending, audit: 'campaign.paused', handle: move((made) => pauseCampaign(db, made)) }),
    implement(contract.resumeCampaign, { ...sending, audit: 'campaign.resumed', handle: move((made) => resumeCampaign(db, made)) }),
    implement(contract.cancelCampaign, { ...sending, audit: 'campaign.cancelled', handle: move((made) => cancelCampaign(db, made)) }),
  ];
}

const moveOf = (call: Call<{ campaignId: number }, unknown, unknown>): Move => ({ actor: call.actor, campaignId: call.params.campaignId, now: call.now });

/** Without the fields that were left out. */
function given<T extends object>(body: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)) as { [K in keyof T]: Exclude<T[K], undefined> };
}
