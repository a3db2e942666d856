import type { HitClass } from '../../events/index.ts';
import { agentKind } from './agent-kind.ts';
import { findBursts, followsLink, type Burst } from './bursts.ts';
import { judgedHeaders, type Story, type StoryHit } from './story.ts';
import { reasonOf, reasonOfParty } from './verdict-words.ts';

/** Goes up with every change of what a rule decides, so that a conclusion tells which rules drew it. */
export const rulesVersion = 1;

export interface Verdict {
  class: HitClass;
  /** In words, for people. */
  reason: string;
}

const quickMs = 30_000;
/** How far around a scanner's burst its other requests lie. */
const aroundMs = 10_000;
/** A scanner loads the pictures a while before it tries the links. */
const picturesBeforeMs = 60_000;

/**
 * Says of each hit of one message who it was, in the hits' order. Pure; only times matter, not the order of hits.
 * First what a hit tells by itself, then what its company tells. Where neither tells, it was a person:
 * calling a person a machine is the dearer mistake.
 */
export function judgeStory(story: Story): Verdict[] {
  const bursts = findBursts(story, story.hits.filter((hit) => followsLink(hit) && !hit.own && !prefetchHeader(hit)));
  const headers = headRequests(story.hits);
  return story.hits.map((hit) => {
    const alone = judgeAlone(hit);
    if (alone && alone.class !== 'proxy') return alone;
    return judgeByBursts(hit, bursts) ?? judgeByHead(hit, headers) ?? alone ?? person(hit, story.acceptedAt);
  });
}

/** Whether a hit is a machine's by what it says of itself, whatever comes before or after. */
export const isMachineAlone = (hit: StoryHit): boolean => judgeAlone(hit)?.class === 'machine';

/** What the hit itself tells; null when it could be anybody's. */
function judgeAlone(hit: StoryHit): Verdict | null {
  if (hit.own) return { class: 'own', reason: reasonOf('own') };
  // RFC 8058: mail providers post on behalf of the person who pressed their button.
  if (hit.kind === 'unsubscribe') return { class: 'person', reason: reasonOf('optOut') };
  if (hit.method !== 'GET') return machine(reasonOf('method', { method: hit.method }));
  const prefetch = prefetchHeader(hit);
  if (prefetch) return machine(reasonOf('prefetch', { header: prefetch }));
  const agent = agentKind(hit.agent);
  switch (agent.kind) {
    case 'empty': return machine(reasonOf('nameless'));
    case 'bare': return machine(reasonOf(hit.kind === 'open' ? 'apple' : 'bare'));
    case 'image-proxy': return hit.kind === 'open'
      ? { class: 'proxy', reason: reasonOf('proxy', { name: agent.name }) }
      : machine(reasonOf('proxyLink', { name: agent.name }));
    case 'scanner': return machine(reasonOf('scanner', { name: agent.name }));
    case 'robot': return machine(reasonOf('robot'));
    default: return null;
  }
}

function judgeByBursts(hit: StoryHit, bursts: readonly Burst[]): Verdict | null {
  for (const burst of bursts) {
    if (followsLink(hit) && hit.at >= burst.from && hit.at <= burst.to) return machine(burst.reason);
    if (belongsTo(hit, burst)) return machine(reasonOfParty(burst.reason));
  }
  return null;
}

/**
 * Whether a hit around a burst is the same party's. Readers share agents, so a followed link wants the
 * address, and an agent serves only where none is known; a picture is the scanner's by either.
 */
function belongsTo(hit: StoryHit, burst: Burst): boolean {
  if (hit.at > burst.to + aroundMs || hit.at < burst.from - picturesBeforeMs) return false;
  const sameAddress = hit.address !== null && burst.addresses.has(hit.address);
  const sameAgent = hit.agent !== null && burst.agents.has(hit.agent);
  const right = hit.at >= burst.from - aroundMs;
  if (followsLink(hit)) return right && (sameAddress || (hit.address === null && sameAgent));
  return right ? sameAddress || sameAgent : sameAddress && sameAgent;
}

/** Times of HEAD and OPTIONS requests by who asked, in order. */
function headRequests(hits: readonly StoryHit[]): Map<string, number[]> {
  const times = new Map<string, number[]>();
  for (const hit of hits) {
    if (hit.method !== 'HEAD' && hit.method !== 'OPTIONS') continue;
    const known = times.get(partyOf(hit));
    if (known) known.push(hit.at);
    else times.set(partyOf(hit), [hit.at]);
  }
  for (const list of times.values()) list.sort((a, b) => a - b);
  return times;
}

/** No browser asks with HEAD: who did and then asked again under the same name only borrowed that name. */
function judgeByHead(hit: StoryHit, heads: ReadonlyMap<string, number[]>): Verdict | null {
  if (hit.address === null) return null;
  const next = heads.get(partyOf(hit))?.find((at) => at >= hit.at - aroundMs);
  return next !== undefined && next <= hit.at + aroundMs ? machine(reasonOf('head')) : null;
}

const partyOf = (hit: StoryHit): string => `${hit.address} ${hit.agent}`;

function person(hit: StoryHit, acceptedAt: number | null): Verdict {
  const quick = acceptedAt !== null && hit.at - acceptedAt < quickMs;
  const byMailProgram = agentKind(hit.agent).kind === 'mail-program';
  return { class: 'person', reason: reasonOf(byMailProgram ? (quick ? 'mailProgramQuick' : 'mailProgram') : quick ? 'ordinaryQuick' : 'ordinary') };
}

const machine = (reason: string): Verdict => ({ class: 'machine', reason });

function prefetchHeader(hit: StoryHit): string | null {
  const name = judgedHeaders.find((header) => /prefetch|prerender|preview/i.test(hit.headers?.[header] ?? ''));
  return name ? `${name}: ${hit.headers![name]!.slice(0, 40)}` : null;
}
