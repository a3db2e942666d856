import type { Hit } from '../delivery/tracking/taking/hit.ts';
import type { BenchMailing } from './bench-mailing.ts';

// What comes back of a campaign, the same for the same numbers: readers who open now and then and follow a link, Gmail's
// proxy, Apple's fetches, scanners that follow everything. Spread over two weeks, so that the counts have as many hours.

const agents = {
  chrome: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
  phone: 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1',
  gmail: 'Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)',
  apple: 'Mozilla/5.0',
};
const hourMs = 3_600_000;
const weeksMs = 14 * 24 * hourMs;

/** Hits of message `n` of the mailing, `each` of them. `sentAt` in milliseconds. */
export function resultsHits(mailing: BenchMailing, n: number, each: number, sentAt: number, nextId: () => number): Hit[] {
  const base = { workspaceId: mailing.workspaceId, messageId: mailing.firstMessageId + n, method: 'GET', address: `198.51.${n % 256}.${(n >> 8) % 256}`, headers: null, ownMember: null, robot: false };
  const opened = sentAt + ((n * 2_654_435_761) % weeksMs);
  const open = (at: number, agent: string): Hit => ({ ...base, id: nextId(), at, kind: 'open', link: null, agent });
  const click = (at: number, link: number, agent: string): Hit => ({ ...base, id: nextId(), at, kind: 'click', link, agent });
  const isScanned = n % 5 === 0;
  const agent = n % 3 === 0 ? agents.gmail : n % 3 === 1 ? agents.chrome : agents.phone;
  return Array.from({ length: each }, (_, index) => {
    if (isScanned && index < 5) return click(sentAt + 43_000 + index * 150, index, agents.chrome);
    if (n % 4 === 1 && index === 0) return open(sentAt + 60_000, agents.apple);
    if (n % 10 === 7 && index % 4 === 3) return click(opened + index * 20 * hourMs / 24 + 30_000, n % 7, agents.chrome);
    // Each sitting is two or three looks within a minute.
    return open(opened + Math.floor(index / 3) * 20 * hourMs + (index % 3) * 15_000, agent);
  });
}
