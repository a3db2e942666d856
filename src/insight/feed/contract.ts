import { z } from 'zod';
import { endpoint, id, idParam, instant, pageOf, pageQuery } from '../../platform/http/contract.ts';

/** `checking`: seen, not yet judged (settles after 60 quiet seconds). Null: nothing that a class says anything about. */
export const feedClass = z.enum(['person', 'proxy', 'machine', 'own', 'checking']);
export const feedKind = z.enum([
  'message.opened', 'message.clicked', 'message.unsubscribed', 'message.replied', 'message.bounced', 'message.complained',
  'message.refused', 'message.unknown', 'message.dropped',
]);

export const feedPerson = z.object({
  id,
  name: z.string(),
  company: z.string().nullable(),
  /** The contact's own zone; show their time beside the viewer's when it differs. */
  timeZone: z.string().nullable(),
});

export const feedSource = z.object({
  /** `campaign`, `test`, ... */
  kind: z.string(),
  id: z.number().int(),
  name: z.string(),
  team: z.enum(['sales', 'marketing']).nullable(),
  /** Who launched it. */
  member: z.object({ id, name: z.string() }).nullable(),
});

export const feedItem = z.object({
  /** Stable while it stands; a settled item has another one than it had while checking. */
  key: z.string(),
  at: instant,
  kind: feedKind,
  class: feedClass.nullable(),
  /** Why this class, or why refused or dropped, in words. */
  reason: z.string().nullable(),
  messageId: id,
  contact: feedPerson.nullable(),
  source: feedSource,
  link: z.object({ index: z.number().int(), target: z.string() }).nullable(),
  /** A machine's burst is one item: how many hits it stands for. */
  count: z.number().int(),
});
export type FeedItem = z.infer<typeof feedItem>;

const tag = 'Feed';

export const listFeed = endpoint({
  method: 'GET', path: '/feed', tag, summary: 'Everything that came back, newest first; those still checking on top of the first page',
  query: pageQuery.extend({
    kind: feedKind.optional(),
    /** `person` takes in proxies. */
    class: feedClass.optional(),
    team: z.enum(['sales', 'marketing']).optional(),
    /** Only what the member who asks has launched. */
    mine: z.enum(['yes', 'no']).default('no'),
    campaignId: idParam.optional(),
  }),
  response: pageOf(feedItem),
});

export const countFeed = endpoint({
  method: 'GET', path: '/feed/count', tag, summary: 'How much came back since a moment: each message counts once for being opened and once for being followed',
  query: z.object({ since: instant }),
  response: z.object({ count: z.number().int(), persons: z.number().int() }),
});

/**
 * Server-sent events. `event: changed` with this as data says what to fetch again, at most four a
 * second; `event: hello` comes first and after each loss of the database. A comment every 15 s.
 */
export const liveChange = z.object({
  /** What changed: `hits`, `events`, `messages`, `campaign`, `import`. */
  topics: z.array(z.string()),
  /** Ids per topic, at most 100 a topic (campaigns, imports). */
  ids: z.record(z.string(), z.array(z.number())),
});
export type LiveChange = z.infer<typeof liveChange>;

export const live = endpoint({ method: 'GET', path: '/live', tag, summary: 'What has just changed, as server-sent events', response: z.string() });

/** One line of a contact's time. */
export const timelineEntry = z.object({
  key: z.string(),
  at: instant,
  type: z.enum(['message', 'event', 'touch', 'consent', 'suppression', 'created', 'import', 'change']),
  /** Finer: an event's kind, a message's state, `call`, `given`, `unsubscribed`, ...; of a change what made it: `member`, `key`, `import`, `form`. */
  kind: z.string(),
  class: feedClass.nullable(),
  reason: z.string().nullable(),
  messageId: id.nullable(),
  source: feedSource.nullable(),
  link: z.object({ index: z.number().int(), target: z.string() }).nullable(),
  member: z.object({ id, name: z.string() }).nullable(),
  count: z.number().int(),
  /** In the future: planned or held. */
  planned: z.boolean(),
  /** Of a change: what each field was and became; `attribute:seats` is one of the workspace's own. Its `reason` is the sheet's or the form's name. */
  changes: z.array(z.object({ field: z.string(), from: z.string().nullable(), to: z.string().nullable() })),
});
export type TimelineEntry = z.infer<typeof timelineEntry>;

export const contactTimeline = endpoint({
  method: 'GET', path: '/contacts/{contactId}/timeline', tag, summary: 'Everything between us and a contact, newest first',
  params: z.object({ contactId: idParam }), query: pageQuery, response: pageOf(timelineEntry),
});

/** What came back for one message, raw and judged; how it left is in GET /messages/{messageId}. */
export const messageReturns = z.object({
  source: feedSource,
  contact: feedPerson.extend({ email: z.string() }).nullable(),
  /** False: no open of this person is kept. */
  tracked: z.boolean(),
  plannedAt: instant,
  bouncedAt: instant.nullable(),
  /** Requests as they came, newest first, the latest 200. */
  hits: z.array(z.object({
    at: instant,
    kind: z.enum(['open', 'click', 'unsubscribe-view', 'unsubscribe']),
    link: z.object({ index: z.number().int(), target: z.string() }).nullable(),
    method: z.string(),
    agent: z.string().nullable(),
    address: z.string().nullable(),
  })),
  /** What was concluded, the newest conclusion first, the latest 200; one `takenBack` was judged anew. */
  conclusions: z.array(z.object({
    at: instant,
    recordedAt: instant,
    kind: z.string(),
    class: feedClass.nullable(),
    reason: z.string().nullable(),
    rules: z.number().int().nullable(),
    link: z.object({ index: z.number().int(), target: z.string() }).nullable(),
    count: z.number().int(),
    takenBack: z.boolean(),
  })),
});
export type MessageReturns = z.infer<typeof messageReturns>;

export const getMessageReturns = endpoint({
  method: 'GET', path: '/messages/{messageId}/returns', tag, summary: 'What came back for one message, raw and judged',
  params: z.object({ messageId: idParam }), response: messageReturns,
});
