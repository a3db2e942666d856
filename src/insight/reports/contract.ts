import { z } from 'zod';
import { endpoint, id, idParam, instant, pageOf, pageQuery } from '../../platform/http/contract.ts';
import { campaignSummary } from '../../work/campaigns/contract.ts';

/** What a recipient did, or what became of the message: the list behind each number. */
export const did = z.enum([
  'planned', 'waiting', 'held', 'in-flight', 'accepted', 'delivered', 'refused', 'unknown', 'dropped', 'cancelled',
  'opened', 'opened-all', 'machine-only', 'not-opened', 'clicked', 'clicked-all', 'unsubscribed', 'bounced', 'bounced-permanent',
  'bounced-temporary', 'complained', 'replied',
]);
export type Did = z.infer<typeof did>;

/** A rate's parts and its 95% Wilson interval (shares of 1; null when nothing is in the denominator). */
export const rate = z.object({
  numerator: z.number().int(),
  denominator: z.number().int(),
  interval: z.object({ low: z.number(), high: z.number() }).nullable(),
  /** The people behind the numerator. */
  did,
});

export const figure = z.object({
  key: z.enum(['openRate', 'openToClickRate', 'clickThroughRate', 'unsubscribeRate', 'bounceRate', 'complaintRate']),
  name: z.string(),
  /** For hover: what is divided by what. */
  formula: z.string(),
  /** Where other tools differ; empty when they do not. */
  differs: z.string(),
  rate,
  /** The same with machines counted in; null where machines make no difference. */
  all: rate.nullable(),
});
export type FigureView = z.infer<typeof figure>;

export const results = z.object({
  asOf: instant,
  /** `accepted` as long as no mailbox is read for bounces; then the denominators are called accordingly. */
  deliveredWord: z.enum(['accepted', 'delivered']),
  counts: z.object({
    planned: z.number().int(),
    sent: z.number().int(),
    accepted: z.number().int(),
    delivered: z.number().int(),
    refused: z.number().int(),
    unknown: z.number().int(),
    dropped: z.number().int(),
    cancelled: z.number().int(),
    held: z.number().int(),
    bouncedPermanent: z.number().int(),
    bouncedTemporary: z.number().int(),
    opened: z.number().int(),
    openedAll: z.number().int(),
    clicked: z.number().int(),
    clickedAll: z.number().int(),
    unsubscribed: z.number().int(),
    complained: z.number().int(),
    /** Counted without a person: they refuse tracking, or the workspace keeps totals only. */
    anonymousOpens: z.number().int(),
    anonymousClicks: z.number().int(),
  }),
  figures: z.array(figure),
  firstAcceptedAt: instant.nullable(),
});
export type ResultsView = z.infer<typeof results>;

/** Messages first opened (clicked) in the hour or day that begins at `at`. `machine`: by machines alone, net of those a person opened later. */
export const seriesPoint = z.object({ at: instant, opened: z.number().int(), openedMachine: z.number().int(), clicked: z.number().int(), clickedMachine: z.number().int() });

export const linkClicks = z.object({
  index: z.number().int(),
  target: z.string(),
  /** False for opt-out and preference links. */
  counts: z.boolean(),
  /** Messages in which a person followed it. */
  persons: z.number().int(),
  /** The same, machines included. */
  all: z.number().int(),
});

export const recipient = z.object({
  messageId: id,
  /** Null once erased. */
  contact: z.object({ id, name: z.string(), email: z.string(), company: z.string().nullable(), timeZone: z.string().nullable() }).nullable(),
  state: z.enum(['planned', 'claimed', 'handing', 'accepted', 'refused', 'unknown', 'dropped', 'cancelled']),
  /** Why held, dropped, refused or unknown: the code, and in words. */
  reason: z.string().nullable(),
  reasonTitle: z.string().nullable(),
  /** The server's answer to the last attempt. */
  answer: z.string().nullable(),
  dueAt: instant,
  acceptedAt: instant.nullable(),
  endedAt: instant.nullable(),
  openedAt: instant.nullable(),
  openedClass: z.enum(['person', 'proxy']).nullable(),
  /** Why it counts as a person's, a proxy's or a machine's open, in words. */
  openedReason: z.string().nullable(),
  machineOpenedAt: instant.nullable(),
  opens: z.number().int(),
  clickedAt: instant.nullable(),
  machineClickedAt: instant.nullable(),
  clicks: z.number().int(),
  links: z.array(z.number().int()),
  repliedAt: instant.nullable(),
  unsubscribedAt: instant.nullable(),
  complainedAt: instant.nullable(),
  bounce: z.enum(['permanent', 'temporary']).nullable(),
  bouncedAt: instant.nullable(),
});
export type RecipientView = z.infer<typeof recipient>;

const params = z.object({ campaignId: idParam });
const peopleQuery = z.object({
  did: did.default('planned'),
  /** Only those who followed this link; with `clicked` or `clicked-all`. */
  link: z.coerce.number().int().min(0).optional(),
  /** Only for this reason; with `held`, `dropped`, `refused` or `unknown`. */
  reason: z.string().max(100).optional(),
});
const tag = 'Results';

export const campaignResults = endpoint({
  method: 'GET', path: '/campaigns/{campaignId}/results', tag, summary: 'The figures of a campaign, with formulas and intervals', params, response: results,
});

export const campaignSeries = endpoint({
  method: 'GET', path: '/campaigns/{campaignId}/series', tag, summary: 'Opens and clicks over time, in the workspace’s zone',
  params, query: z.object({ by: z.enum(['hour', 'day']).default('hour') }),
  response: z.object({ by: z.enum(['hour', 'day']), zone: z.string(), points: z.array(seriesPoint) }),
});

export const campaignLinks = endpoint({
  method: 'GET', path: '/campaigns/{campaignId}/links', tag, summary: 'Clicks by link', params, response: z.object({ items: z.array(linkClicks) }),
});

export const campaignPeople = endpoint({
  method: 'GET', path: '/campaigns/{campaignId}/people', tag, summary: 'The people behind a number, as long as the number',
  params, query: pageQuery.extend(peopleQuery.shape),
  response: pageOf(recipient).extend({
    /** How many there are in all; null where only walking the list would tell. */
    total: z.number().int().nullable(),
  }),
});

export const campaignPeopleCsv = endpoint({
  method: 'GET', path: '/campaigns/{campaignId}/people.csv', tag, summary: 'The same list as CSV, safe to open in a spreadsheet', params, query: peopleQuery,
  response: z.string(),
});

/** The home page. */
export const overview = z.object({
  /** What a new workspace still has to do; `done` in order. */
  setup: z.array(z.object({ key: z.enum(['import', 'write', 'server', 'settings', 'launch']), title: z.string(), detail: z.string(), href: z.string(), done: z.boolean() })),
  underWay: z.array(campaignSummary.extend({ waiting: z.number().int(), held: z.number().int(), perMinute: z.number().nullable(), secondsLeft: z.number().nullable() })),
  recent: z.array(campaignSummary),
  /** Held messages that somebody may do something about, by campaign and reason. */
  decisions: z.array(z.object({
    campaignId: id, campaignName: z.string(), kind: z.enum(['held', 'unknown']), reason: z.string(), title: z.string(), count: z.number().int(),
  })),
  asOf: instant,
});
export type OverviewView = z.infer<typeof overview>;

export const getOverview = endpoint({ method: 'GET', path: '/overview', tag, summary: 'What goes out, what came back, what wants a decision', response: overview });
