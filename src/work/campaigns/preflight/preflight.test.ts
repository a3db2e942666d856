import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clipLimitBytes } from '../../../craft/emails/contract.ts';
import type { SendTime } from '../contract.ts';
import type { CompiledContent } from '../../../delivery/messages/index.ts';
import { noForecast } from './forecast-audience.ts';
import { mayLaunch, preflight, type PreflightFacts } from './preflight.ts';

const content: CompiledContent = {
  format: 1, from: { name: 'Ana', address: 'ana@ferrow.example' }, replyTo: null, subject: ['Hello'], text: ['Hi'], required: [],
  html: ['<p>1 Dock Road, Harbour</p><a href="', { unsubscribe: true }, '">out</a>', { pixel: true }],
};
const compiled: PreflightFacts['compiled'] = { content, findings: [], sizeBytes: 20_000, variables: [], links: [{ index: 0, target: 'https://a.example/', counts: true }] };
const forecast = { ...noForecast, listed: 100, audience: 100, judged: true, mailed: 100 };
const morning = new Date('2026-11-23T09:00:00Z');
const timing = { sendTime: { kind: 'at-once' as const }, begins: morning, zone: 'Europe/London' };
const good: PreflightFacts = {
  subject: 'Hello', preheader: 'And more', fromName: 'Ana', fromAddress: 'ana@ferrow.example', replyTo: null, postalAddress: '1 Dock Road\nHarbour',
  compiled, sources: 1, segmentProblem: null, timing, forecast, server: { name: 'Relay', kind: 'smtp', tested: true, pausedReason: null },
  domain: { checked: true, problems: [] }, trackingProblem: null,
};
const html = (...parts: NonNullable<CompiledContent['html']>) => ({ compiled: { ...compiled, content: { ...content, html: parts } } });
const optOut = [{ unsubscribe: true }] as const;
const finding = (level: 'error' | 'warning', code: string, line: number | null = 3) => ({ compiled: { ...compiled, findings: [{ level, code, message: 'm', where: 'body' as const, line, column: null, block: null }] } });

test('a campaign with everything in place may go, and each question is seen to have been asked', () => {
  const items = preflight(good);
  assert.ok(mayLaunch(items));
  assert.deepEqual([...new Set(items.map(({ level }) => level))], ['ok']);
  assert.deepEqual(items.map(({ code }) => code), ['from', 'domain', 'subject', 'opt_out', 'postal_address', 'links', 'size', 'variables', 'audience', 'server', 'address']);
});

const table: [code: string, level: 'stop' | 'warn', change: Partial<PreflightFacts>][] = [
  ['from_missing', 'stop', { fromAddress: ' ' }],
  ['from_invalid', 'stop', { fromAddress: 'ana' }],
  ['from_invalid', 'stop', { fromAddress: 'ana@ferrow.example\r\nBcc: x@y.example' }],
  ['reply_to_invalid', 'stop', { replyTo: 'nobody' }],
  ['domain_unknown', 'warn', { domain: null }],
  ['domain_unchecked', 'warn', { domain: { checked: false, problems: [] } }],
  ['domain_problems', 'warn', { domain: { checked: true, problems: ['SPF: there is none.'] } }],
  ['subject_missing', 'stop', { subject: ' ' }],
  ['subject_long', 'warn', { subject: 'x'.repeat(71) }],
  ['preheader_missing', 'warn', { preheader: '' }],
  ['opt_out_missing', 'stop', html('1 Dock Road, Harbour')],
  ['postal_address_missing', 'stop', { postalAddress: '' }],
  ['postal_address_absent', 'stop', html('<p>hi</p>', ...optOut)],
  ['size_clipped', 'warn', { compiled: { ...compiled, sizeBytes: clipLimitBytes + 1 } }],
  ['active_content', 'stop', finding('error', 'active_content')],
  ['link_host', 'stop', finding('error', 'link_host')],
  ['link_insecure', 'warn', finding('warning', 'link_insecure')],
  ['unknown_variable', 'warn', finding('warning', 'unknown_variable', null)],
  ['variable_missing', 'warn', { forecast: { ...forecast, mailed: 90, held: [{ reason: 'missing_variable: contact.first_name', title: '', count: 10 }] } }],
  ['audience_missing', 'stop', { sources: 0 }],
  ['audience_empty', 'stop', { forecast: { ...forecast, audience: 0, mailed: 0 } }],
  ['audience_stands', 'warn', { forecast: { ...forecast, mailed: 0, dropped: [{ reason: 'suppressed', title: '', count: 100 }] } }],
  ['server_missing', 'stop', { server: null }],
  ['server_local', 'warn', { server: { name: 'Built-in', kind: 'local', tested: null, pausedReason: null } }],
  ['server_untested', 'warn', { server: { name: 'Relay', kind: 'smtp', tested: null, pausedReason: null } }],
  ['server_failed', 'warn', { server: { name: 'Relay', kind: 'smtp', tested: false, pausedReason: null } }],
  ['server_paused', 'warn', { server: { name: 'Relay', kind: 'smtp', tested: true, pausedReason: 'It is full.' } }],
  ['address_unreachable', 'stop', { trackingProblem: 'localhost is a name on this network only.' }],
];
for (const [code, level, change] of table) {
  test(`${level} ${code}`, () => {
    const items = preflight({ ...good, ...change });
    const found = items.find((item) => item.code === code);
    assert.equal(found?.level, level);
    assert.equal(mayLaunch(items), level !== 'stop');
    if (level === 'stop') assert.ok(found?.fix, 'says what to do');
  });
}

test('the postal address is found as a variable, within Liquid, and written out with other breaks', () => {
  for (const parts of [
    [{ value: 'workspace.postal_address', default: null, escape: 'html' as const }],
    [{ liquid: '{{ workspace.postal_address | newline_to_br }}', escape: 'html' as const }],
    ['<td>1 Dock Road<br>\n  Harbour</td>'],
  ]) assert.ok(mayLaunch(preflight({ ...good, ...html(...parts, ...optOut) })));
});

test('an address readers cannot reach stops nothing while mail stays in the built-in mailbox', () => {
  assert.ok(mayLaunch(preflight({ ...good, trackingProblem: 'localhost', server: { name: 'Built-in', kind: 'local', tested: null, pausedReason: null } })));
});

test('a line is pointed to', () => assert.equal(preflight({ ...good, ...finding('error', 'link_host', 7) }).find(({ code }) => code === 'link_host')?.line, 7));

test('a segment that cannot be asked stops the launch with what is gone, before anybody is counted', () => {
  const items = preflight({ ...good, segmentProblem: 'The attribute "Plan" was put away.', forecast: noForecast });
  assert.deepEqual(items.filter(({ level }) => level === 'stop').map(({ code, detail }) => [code, detail]), [['segment_broken', 'The attribute "Plan" was put away.']]);
});

test('who is past the hour, whose window is closed and what takes weeks is said with its number', () => {
  const titles = (sendTime: SendTime, more: Partial<typeof forecast>) =>
    preflight({ ...good, timing: { ...timing, sendTime }, forecast: { ...forecast, ...more } }).filter(({ where }) => where === 'time').map(({ code, title }) => `${code}: ${title}`);
  const line = (hours: number, count: number) => ({ zone: 'Europe/London', atMs: morning.getTime() + hours * 3_600_000, count });
  const window = { fromMinute: 540, untilMinute: 1020, weekdays: [1, 2, 3, 4, 5], clock: 'recipient' as const };
  assert.deepEqual(titles({ kind: 'local', minute: 540, past: 'next-day', hours: null, window: null }, { past: 1200, timetable: [line(0, 10), line(24, 90)] }), ['time: When it goes', 'time_past: Past 09:00 for 1,200 people']);
  assert.deepEqual(titles({ kind: 'window', window }, { timetable: [line(0, 60), line(3, 1)] }), ['time: When it goes', 'time_window_closed: The window is closed for 1 person']);
  assert.deepEqual(titles({ kind: 'spread', hours: 300, window }, { timetable: [line(0, 60), line(15 * 24, 40)] }), ['time: When it goes', 'time_far: It takes more than two weeks']);
  assert.deepEqual(titles({ kind: 'at-once' }, {}), []);
});
