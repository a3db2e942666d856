import { compose, counting, countAndSample, settings, type Asking, type Question } from '../craft/segments/ask-people.ts';
import type { Condition } from '../craft/segments/index.ts';
import { readWorld } from '../craft/segments/index.ts';
import { wordsOf } from '../craft/segments/condition/words-of.ts';
import { countOption, median, processIo, withBenchDatabase, type BenchIo } from './bench.ts';
import { eventsEach, fewCampaign, fillWorld, mailsEach, workspaceId } from './segment-world.ts';

// `bin/kindred bench segment`: the time from asking to count and sample of five telling segments, by the product's own
// road, beside the time PostgreSQL takes to count all contacts alive. `--count` contacts, fifty events each.

const now = new Date('2026-11-23T12:00:00Z');

export const segments: readonly { name: string; condition: Condition }[] = [
  { name: 'attributes', condition: { all: [
    { any: [{ rule: 'attribute', field: 'attributes.plan', op: 'is', value: 'Gold' }, { rule: 'attribute', field: 'attributes.seats', op: 'greater', value: 450 }] },
    { rule: 'attribute', field: 'jobTitle', op: 'contains', value: 'manager' },
    { rule: 'attribute', field: 'attributes.renewal', op: 'in-next', days: 90 },
  ] } },
  { name: 'list, consent and owner', condition: { all: [
    { rule: 'list', op: 'in', ids: [1] }, { rule: 'consent', op: 'not-in', states: ['withdrawn'] }, { rule: 'owner', op: 'is-not-set' },
    { rule: 'attribute', field: 'createdAt', op: 'in-last', days: 365 }, { not: { rule: 'attribute', field: 'companyName', op: 'contains', value: '7' } },
  ] } },
  { name: 'opened any in the last 30 days and not clicked since', condition: { all: [
    { rule: 'behaviour', did: 'did', what: 'opened', withinDays: 30 }, { rule: 'behaviour', did: 'did-not', what: 'clicked', withinDays: 30 },
  ] } },
  { name: 'was sent a campaign and never opened anything since', condition: { all: [
    { rule: 'behaviour', did: 'did', what: 'was-sent', campaignId: fewCampaign }, { rule: 'behaviour', did: 'did-not', what: 'opened', sinceCampaignId: fewCampaign },
  ] } },
  { name: 'clicked one campaign, or a partner who opened another and was not written to by Sales', condition: { any: [
    { rule: 'behaviour', did: 'did', what: 'clicked', campaignId: 2 },
    { all: [{ rule: 'attribute', field: 'attributes.partner', op: 'is-true' }, { rule: 'behaviour', did: 'did', what: 'opened', campaignId: 1 }, { rule: 'behaviour', did: 'did-not', what: 'was-sent', team: 'sales', withinDays: 90 }] },
  ] } },
];

export async function run(args: readonly string[], io: BenchIo = processIo): Promise<void> {
  const count = countOption(args, 'count', 100_000);
  const runs = countOption(args, 'rounds', 7);
  await withBenchDatabase(io, async ({ db }) => {
    await fillWorld(db, count, now, io.progress);
    const asking: Asking = { db, campaignNames: async (_on, _workspaceId, ids) => ids.map((id) => ({ id, name: `Campaign ${id}` })) };
    const ceiling = await timed(runs, async () => (await db.query({ text: 'select count(*) from contacts where workspace_id = 1 and deleted_at is null' })).rowCount ?? 0);
    const results = [];
    for (const { name, condition } of segments) {
      const question: Question = { workspaceId, condition, now };
      const world = await readWorld(db, workspaceId, [condition], asking.campaignNames);
      const plan = await planOf(asking, question, world);
      const times = await timed(runs, async () => (await countAndSample(asking, question)).count);
      io.progress(`segment: ${wordsOf(condition, world)}\n  ${times.answer} people, p50 ${times.p50Ms} ms, max ${times.maxMs} ms\n  ${plan}`);
      results.push({ name, people: times.answer, p50Ms: times.p50Ms, maxMs: times.maxMs, plan });
    }
    const figure = Math.max(...results.map(({ p50Ms }) => p50Ms));
    io.out(JSON.stringify({
      bench: 'segment', figure, unit: 'ms', ceiling: ceiling.p50Ms, ratio: Math.round(figure / ceiling.p50Ms * 1000) / 1000, maxMs: Math.max(...results.map(({ maxMs }) => maxMs)),
      contacts: count, events: count * eventsEach, messages: count * mailsEach, runs, segments: results,
    }));
  });
}

/** The first answer warms what a workspace in use has warm, and is not counted. */
async function timed(runs: number, ask: () => Promise<number>): Promise<{ answer: number; p50Ms: number; maxMs: number }> {
  const answer = await ask();
  const times: number[] = [];
  for (let n = 0; n < runs; n += 1) {
    const started = performance.now();
    await ask();
    times.push(performance.now() - started);
  }
  return { answer, p50Ms: Math.round(median(times)), maxMs: Math.round(Math.max(...times)) };
}

interface PlanNode { 'Node Type': string; 'Join Type'?: string; 'Index Name'?: string; 'Relation Name'?: string; 'Plans'?: PlanNode[] }

/** The plan's shape: `Hash Join Anti(Seq Scan contacts, Hash(...))`. */
async function planOf({ db }: Asking, question: Question, world: Awaited<ReturnType<typeof readWorld>>): Promise<string> {
  const asked = compose(world, question, (where, values) => ({ text: counting(where), values }));
  return db.transaction(async (tx) => {
    await tx.query({ text: settings });
    const { rows } = await tx.query<{ 'QUERY PLAN': { Plan: PlanNode }[] }>({ text: `explain (costs off, format json) ${asked.text}`, values: asked.values });
    return shapeOf(rows[0]!['QUERY PLAN'][0]!.Plan);
  });
}

function shapeOf(node: PlanNode): string {
  const join = node['Join Type'] && node['Join Type'] !== 'Inner' ? ` ${node['Join Type']}` : '';
  const on = node['Index Name'] ?? node['Relation Name'];
  const parts = (node.Plans ?? []).map(shapeOf);
  return `${node['Node Type']}${join}${on ? ` ${on}` : ''}${parts.length > 0 ? `(${parts.join(', ')})` : ''}`;
}

if (import.meta.main) await run(process.argv.slice(2));
