import { z } from 'zod';
import { endpoint, id, idParam, instant, pageOf, pageQuery } from '../../platform/http/contract.ts';
import { says } from '../../platform/words/contract.ts';
import { explanation } from './audience/explanation.ts';
import { sendTime } from './timing/send-time.ts';

export type { Explanation } from './audience/explanation.ts';
export { getCampaignTopic, setCampaignTopic } from './topic/contract.ts';
export { sendTime, type SendingWindowView, type SendTime } from './timing/send-time.ts';
export { clockWords, dayNames, timingWords } from './timing/timing-words.ts';

/** Derived from facts by `campaignStatus`; never stored. */
export const campaignStatus = z.enum(['draft', 'scheduled', 'preparing', 'sending', 'paused', 'cancelled', 'finished']);
export type CampaignStatus = z.infer<typeof campaignStatus>;

/** What may be done with a campaign now, by the one who asks. */
export const campaignMove = z.enum(['edit', 'test', 'launch', 'unschedule', 'pause', 'resume', 'cancel', 'duplicate', 'archive', 'bring-back']);
export type CampaignMove = z.infer<typeof campaignMove>;

export const team = z.enum(['sales', 'marketing']);
const line = (max: number) => z.string().max(max).refine((text) => !/[\r\n\0]/.test(text), says('One line, please: no line breaks.'));
const named = z.object({ id, name: z.string() });

export const campaign = z.object({
  id,
  /** Counts edits; send it back as `expectedRevision`. */
  revision: z.number().int(),
  name: z.string(),
  team,
  status: campaignStatus,
  moves: z.array(campaignMove),
  email: z.object({ id, name: z.string(), version: z.number().int(), subject: z.string() }),
  /** The version that went out or will; null before launch: then the newest. */
  launchedVersion: z.number().int().nullable(),
  from: z.object({ name: z.string(), address: z.string() }),
  replyTo: z.string().nullable(),
  server: named.extend({ kind: z.enum(['smtp', 'local']) }).nullable(),
  audience: z.object({ lists: z.array(named), segments: z.array(named), excludeLists: z.array(named), excludeSegments: z.array(named) }),
  createdAt: instant,
  createdBy: named.nullable(),
  updatedAt: instant,
  launchedAt: instant.nullable(),
  launchedBy: named.nullable(),
  /** When sending begins or began. */
  sendAt: instant.nullable(),
  /** How its messages fall due from then on. */
  sendTime,
  /** For a local time: the day it is meant for by everybody's own calendar; null: the first such time. */
  sendDay: z.string().nullable(),
  /** The workspace's zone, in which times for sending are said. */
  zone: z.string(),
  audienceFrozenAt: instant.nullable(),
  audienceSize: z.number().int(),
  pausedAt: instant.nullable(),
  cancelledAt: instant.nullable(),
  finishedAt: instant.nullable(),
  archivedAt: instant.nullable(),
});
export type CampaignView = z.infer<typeof campaign>;

export const campaignSummary = campaign.pick({
  id: true, name: true, team: true, status: true, createdAt: true, createdBy: true, updatedAt: true,
  launchedAt: true, sendAt: true, finishedAt: true, archivedAt: true, audienceSize: true,
}).extend({
  subject: z.string(),
  accepted: z.number().int(),
  refused: z.number().int(),
  opened: z.number().int(),
  clicked: z.number().int(),
  /** Accepted, no bounce so far, and opens may be tracked: what an open rate divides by. */
  deliveredTracked: z.number().int(),
  delivered: z.number().int(),
});
export type CampaignSummary = z.infer<typeof campaignSummary>;

/** Mailed, held or dropped for one reason; `title` is for people. */
export const reasonCount = z.object({ reason: z.string(), title: z.string(), count: z.number().int() });

export const preflightItem = z.object({
  code: z.string(),
  /** `stop` keeps the campaign from being launched. */
  level: z.enum(['stop', 'warn', 'ok']),
  title: z.string(),
  detail: z.string(),
  /** Which part of the composing screen it is about. */
  where: z.enum(['name', 'from', 'subject', 'preheader', 'body', 'text', 'audience', 'time', 'server', 'settings']),
  line: z.number().int().positive().nullable(),
  /** The block of a visual body it is about, by its id. */
  block: z.string().nullable(),
  /** What to do, in a sentence; null when there is nothing to do. */
  fix: z.string().nullable(),
  /** Where in the app it is mended: `/settings`; null: on the spot. */
  href: z.string().nullable(),
});
export type PreflightItem = z.infer<typeof preflightItem>;

const timetableLine = z.object({ zone: z.string(), at: instant, count: z.number().int() });
const sourceCount = z.object({ kind: z.enum(['list', 'segment']), id, count: z.number().int() });

export const audienceForecast = z.object({
  /** Rows on the chosen lists and in the segments, before duplicates and exclusions are taken off. */
  listed: z.number().int(),
  duplicates: z.number().int(),
  excluded: z.number().int(),
  /** Different people who get a message planned. */
  audience: z.number().int(),
  /** False: only counted so far; ask for the whole forecast to know who is held and who is not mailed. */
  judged: z.boolean(),
  /** Would be mailed, at the time theirs is due. */
  mailed: z.number().int(),
  /** How many are on each list and in each segment; who is on several is in each. */
  sources: z.array(sourceCount),
  /** How many of those each exclusion leaves out. */
  leftOutBy: z.array(sourceCount),
  /** Of the audience, who is past their local time when it begins. */
  past: z.number().int(),
  /** When how many fall due, by zone, earliest first; empty for a campaign that goes at once. */
  timetable: z.array(timetableLine),
  held: z.array(reasonCount),
  dropped: z.array(reasonCount),
});

export type ForecastView = z.infer<typeof audienceForecast>;

export const preflight = z.object({
  items: z.array(preflightItem),
  forecast: audienceForecast,
  mayLaunch: z.boolean(),
  revision: z.number().int(),
  emailVersion: z.number().int(),
  checkedAt: instant,
});
export type PreflightView = z.infer<typeof preflight>;

export const progress = z.object({
  status: campaignStatus,
  moves: z.array(campaignMove),
  at: instant,
  audience: z.object({ size: z.number().int(), frozen: z.boolean() }),
  /** Messages made so far; the states below add up to it. */
  planned: z.number().int(),
  waiting: z.number().int(),
  held: z.array(reasonCount.extend({ nextLookAt: instant.nullable() })),
  inFlight: z.number().int(),
  accepted: z.number().int(),
  refused: z.number().int(),
  unknown: z.number().int(),
  dropped: z.array(reasonCount),
  cancelled: z.number().int(),
  /** Accepted or refused in the last minute; null while it is measured, in the first twenty seconds. */
  perMinute: z.number().nullable(),
  /** At this rate; null while it stands or nothing is known. */
  secondsLeft: z.number().nullable(),
  nextDueAt: instant.nullable(),
  /** The server waits after temporary refusals until then. */
  serverPausedUntil: instant.nullable(),
  serverPausedReason: z.string().nullable(),
});
export type ProgressView = z.infer<typeof progress>;

/** How many mails fall due when on whose clock, earliest first; where they are spread, a line is an hour. */
export const timetable = z.object({
  /** The workspace's. */
  zone: z.string(),
  lines: z.array(timetableLine),
});
export type TimetableView = z.infer<typeof timetable>;

const params = z.object({ campaignId: idParam });
const ids = z.array(id).max(500);
const someIds = ids.default([]);
/** Everybody on a list or in a segment of the first two, less everybody on or in one of the others; each person once. */
const audience = z.object({ lists: someIds, segments: someIds, excludeLists: someIds, excludeSegments: someIds });
const tag = 'Campaigns';
const localTime = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/);
const depth = z.enum(['count', 'whole']).default('whole');

/** What a member may set. Everything may be left empty while it is a draft; preflight says what is missing. */
const settings = z.object({
  name: line(200).refine((text) => text.trim() !== '', says('A name is needed.')),
  team,
  emailId: id,
  fromName: line(200),
  fromAddress: line(320),
  replyTo: line(320).nullable(),
  serverId: id.nullable(),
  audience,
  sendTime,
});

export const listCampaigns = endpoint({
  method: 'GET', path: '/campaigns', tag, summary: 'Campaigns, newest first',
  query: pageQuery.extend({
    show: z.enum(['all', 'drafts', 'under-way', 'finished', 'archived']).default('all'),
    team: team.optional(),
    search: z.string().max(200).optional(),
  }),
  response: pageOf(campaignSummary),
});

export const createCampaign = endpoint({
  method: 'POST', path: '/campaigns', tag, summary: 'Begin a campaign; without an email it gets a new one of its own',
  body: settings.partial().extend({ name: settings.shape.name }), response: campaign,
});

export const getCampaign = endpoint({ method: 'GET', path: '/campaigns/{campaignId}', tag, summary: 'One campaign', params, response: campaign });

export const saveCampaign = endpoint({
  method: 'PATCH', path: '/campaigns/{campaignId}', tag,
  summary: 'Edit a draft; the name always. Another revision than expected answers 409 `campaign_changed` with `details.theirs`',
  params, body: settings.partial().extend({ expectedRevision: z.number().int() }), response: campaign,
});

export const duplicateCampaign = endpoint({
  method: 'POST', path: '/campaigns/{campaignId}/duplicate', tag, summary: 'Use it again: a new draft with a copy of its email',
  params, response: campaign,
});

export const archiveCampaign = endpoint({
  method: 'POST', path: '/campaigns/{campaignId}/archive', tag, summary: 'Put away or bring back',
  params, body: z.object({ archived: z.boolean() }), response: campaign,
});

export const preflightCampaign = endpoint({
  method: 'GET', path: '/campaigns/{campaignId}/preflight', tag, summary: 'What stands in the way of launching, and whom it would reach',
  params,
  query: z.object({
    /** `count`: says at once how many there are, without judging who is held or not mailed. */
    depth,
    /** As launching takes it: the local time it is meant for in the workspace's zone. Left out: now. */
    at: localTime.optional(),
  }),
  response: preflight,
});

export const launchCampaign = endpoint({
  method: 'POST', path: '/campaigns/{campaignId}/launch', tag,
  summary: 'Launch now or at a time. A stop in preflight answers 400 `preflight_stopped` with one field error an item',
  params,
  body: z.object({
    expectedRevision: z.number().int(),
    expectedEmailVersion: z.number().int(),
    /**
     * Null: now. Local time `2026-11-24T09:00` in `zone` (the workspace's when left out). A campaign that goes by
     * the recipient's clock takes the day alone, by everybody's own calendar; the time is its own.
     */
    at: z.object({ local: localTime, zone: z.string().max(100).optional() }).nullable(),
  }),
  response: campaign,
});

export const unscheduleCampaign = endpoint({
  method: 'POST', path: '/campaigns/{campaignId}/unschedule', tag, summary: 'Make a scheduled campaign a draft again', params, response: campaign,
});
export const pauseCampaign = endpoint({ method: 'POST', path: '/campaigns/{campaignId}/pause', tag, summary: 'Stop handing over; nothing is lost', params, response: campaign });
export const resumeCampaign = endpoint({ method: 'POST', path: '/campaigns/{campaignId}/resume', tag, summary: 'Go on after a pause', params, response: campaign });
export const cancelCampaign = endpoint({
  method: 'POST', path: '/campaigns/{campaignId}/cancel', tag, summary: 'End it for everybody not yet mailed; cannot be undone', params, response: campaign,
});

export const testCampaign = endpoint({
  method: 'POST', path: '/campaigns/{campaignId}/test', tag, summary: 'Send the newest version to given addresses, or to oneself; never counted',
  params,
  body: z.object({
    /** Empty: to the member who asks. An address that nobody has yet becomes a contact, on no list. */
    to: z.array(line(320)).max(10),
    /** Whose values to fill in; without one an invented sample. */
    contactId: id.optional(),
  }),
  response: z.object({ planned: z.number().int(), to: z.array(z.string()) }),
});

export const campaignProgress = endpoint({
  method: 'GET', path: '/campaigns/{campaignId}/progress', tag, summary: 'How far it is, how fast, and what is held and why',
  params, response: progress,
});

export const explainAudience = endpoint({
  method: 'POST', path: '/campaigns/audience/explain', tag, summary: 'Why a contact is in an audience, or why not, and what would become of their mail',
  body: z.object({
    audience, team, contactId: id, sendTime: sendTime.default({ kind: 'at-once' }),
    /** Whose email decides about missing values; left out: none is asked for. */
    campaignId: id.optional(),
  }),
  response: explanation,
});

export const campaignTimetable = endpoint({
  method: 'GET', path: '/campaigns/{campaignId}/timetable', tag, summary: 'How many of its mails fall due when, by zone, as its audience was written down',
  params, response: timetable,
});

export const forecastAudience = endpoint({
  method: 'POST', path: '/campaigns/forecast', tag, summary: 'Whom an audience would reach, before anything is saved',
  body: z.object({ audience, team, sendTime: sendTime.default({ kind: 'at-once' }), depth }), response: audienceForecast,
});
