import type { TestEvent } from 'node:test/reporters';

/** Writes the totals of one run as JSON, for the sum at the end. */
export default async function* totals(source: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const counts: Record<string, number> = {};
  for await (const event of source) {
    if (event.type !== 'test:diagnostic' || event.data.nesting !== 0) continue;
    const match = /^(tests|suites|pass|fail|cancelled|skipped|todo) (\d+)$/.exec(event.data.message);
    if (match) counts[match[1]!] = Number(match[2]);
  }
  yield JSON.stringify(counts);
}
