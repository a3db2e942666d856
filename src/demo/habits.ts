import type { Chance } from './chance.ts';
import type { DemoContact, Program } from './population.ts';

// How invented readers behave: what reaches the tracking address after a mail, and when.
// The judge is not told any of this; it has to find out.

export interface DemoHit {
  kind: 'open' | 'click';
  link: number | null;
  /** Seconds after the mail was accepted. */
  afterSeconds: number;
  method: 'GET' | 'HEAD';
  agent: string;
  address: string;
}

const agents: Record<Program, readonly string[]> = {
  'apple-privacy': ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Safari/605.1.15'],
  gmail: ['Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)'],
  outlook: ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0', 'Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.17928; Pro)'],
  thunderbird: ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Thunderbird/140.4.0', 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Thunderbird/140.4.0'],
  phone: ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148', 'Mozilla/5.0 (Linux; Android 15; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile Safari/537.36'],
  browser: ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36', 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:144.0) Gecko/20100101 Firefox/144.0'],
  scanned: ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36'],
};

/** What a person clicks with: mail opened in a privacy relay or a proxy is clicked in a real browser. */
const browsers = agents.browser;
const appleRelay = 'Mozilla/5.0';
const minute = 60;
const hour = 3600;

/**
 * The hits of one reader on one mail with `links` links, in order of time.
 * `pull` is the mail's (1 is usual); interest is the reader's own.
 */
export function hitsOf(chance: Chance, reader: DemoContact, links: number, pull: number): DemoHit[] {
  const hits: DemoHit[] = [];
  const address = addressOf(chance);
  if (reader.program === 'apple-privacy') hits.push(open(chance.delay(4 * minute, 1), appleRelay, address));
  if (reader.program === 'scanned') hits.push(...sweep(chance, links, chance.pick(agents.scanned)));
  if (!chance.happens(Math.min(0.92, reader.interest * pull))) return inOrder(hits);

  const agent = chance.pick(agents[reader.program]);
  const first = 20 + chance.delay(2 * hour, 1.4);
  hits.push(open(first, agent, address));
  if (chance.happens(0.22)) hits.push(open(first + chance.delay(5 * hour, 1.2), agent, address));
  if (chance.happens(0.21 * pull)) {
    const clicked = first + 5 + chance.delay(40, 0.8);
    const clickAgent = reader.program === 'gmail' || reader.program === 'apple-privacy' ? chance.pick(browsers) : agent;
    hits.push(click(clicked, chance.happens(0.6) ? 0 : chance.between(0, links - 1), clickAgent, address));
    if (chance.happens(0.18)) hits.push(click(clicked + chance.delay(90, 0.7), chance.between(0, links - 1), clickAgent, address));
  }
  return inOrder(hits);
}

/** A mail gateway that follows every link within two seconds, some 45 s after the mail came. */
function sweep(chance: Chance, links: number, agent: string): DemoHit[] {
  const start = 12 + chance.delay(35, 0.7);
  const address = `198.51.100.${chance.between(1, 254)}`;
  return [open(start, agent, address), ...Array.from({ length: links }, (_, link) => click(start + 0.3 + 0.12 * link, link, agent, address))];
}

const open = (afterSeconds: number, agent: string, address: string): DemoHit => ({ kind: 'open', link: null, afterSeconds, method: 'GET', agent, address });
const click = (afterSeconds: number, link: number, agent: string, address: string): DemoHit => ({ kind: 'click', link, afterSeconds, method: 'GET', agent, address });
const inOrder = (hits: DemoHit[]): DemoHit[] => hits.toSorted((a, b) => a.afterSeconds - b.afterSeconds);
/** Out of the blocks that RFC 5737 keeps for documentation. */
const addressOf = (chance: Chance): string => `203.0.113.${chance.between(1, 254)}`;

/** The agent of some reader's program, as common as it is in the demo. */
export const agentFor = (chance: Chance): string => chance.pick(agents[chance.pick(['outlook', 'phone', 'browser', 'gmail', 'thunderbird'] as const)]);
