import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { agentKind } from './agent-kind.ts';
import { judgeStory } from './judge-story.ts';
import type { Story, StoryHit } from './story.ts';

const chrome = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';
const safari = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1';
const gmail = 'Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)';

const hit = (seconds: number, over: Partial<StoryHit> = {}): StoryHit =>
  ({ kind: 'click', link: 0, method: 'GET', agent: chrome, address: '192.0.2.1', headers: null, at: seconds * 1000, ...over });
const open = (seconds: number, over: Partial<StoryHit> = {}) => hit(seconds, { kind: 'open', link: null, ...over });
const story = (hits: StoryHit[], over: Partial<Story> = {}): Story => ({ hits, acceptedAt: 0, linkCount: null, hiddenLinks: new Set(), ...over });
const classes = (hits: StoryHit[], over: Partial<Story> = {}) => judgeStory(story(hits, over)).map((verdict) => verdict.class).join(' ');

const alone: [string, StoryHit, string, RegExp][] = [
  ['an ordinary open', open(3600), 'person', /no burst/],
  ['an ordinary click in the first half minute', hit(4), 'person', /quick/],
  ['a click hours later', hit(7200), 'person', /^an ordinary program, no burst around it$/],
  ["Apple Mail's privacy fetch", open(60, { agent: 'Mozilla/5.0', address: '104.28.28.5' }), 'machine', /Apple Mail/],
  ["Apple Mail's privacy fetch by an egress we do not know", open(60, { agent: 'Mozilla/5.0' }), 'machine', /Apple Mail/],
  ['a click through the private relay with a real browser', hit(600, { agent: safari, address: '104.28.28.5' }), 'person', /no burst/],
  ["Gmail's image proxy", open(60, { agent: gmail }), 'proxy', /Gmail/],
  ["Yahoo's image proxy", open(60, { agent: 'YahooMailProxy; https://help.yahoo.com/kb/yahoo-mail-proxy-SLN28749.html' }), 'proxy', /Yahoo/],
  ['a link fetched by an image proxy', hit(60, { agent: gmail }), 'machine', /image proxy/],
  ['a HEAD', hit(60, { method: 'HEAD' }), 'machine', /HEAD/],
  ['an OPTIONS', open(60, { method: 'OPTIONS' }), 'machine', /OPTIONS/],
  ['a prefetch', hit(60, { headers: { 'sec-purpose': 'prefetch;prerender' } }), 'machine', /ahead of the reader/],
  ['an old prefetch', hit(60, { headers: { 'x-moz': 'prefetch' } }), 'machine', /ahead of the reader/],
  ['no agent', hit(60, { agent: null }), 'machine', /no program/],
  ['a bare agent on a link', hit(60, { agent: 'Mozilla/5.0' }), 'machine', /no browser/],
  ['a library', hit(60, { agent: 'python-requests/2.32.3' }), 'machine', /robot/],
  ['a crawler', open(60, { agent: 'Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)' }), 'machine', /robot/],
  ['a named scanner', hit(60, { agent: 'Mozilla/5.0 (compatible; Barracuda Sentinel (EE))' }), 'machine', /Barracuda/],
  ['a colleague', hit(60, { own: true }), 'own', /colleague/],
  ['a colleague behind a robot', hit(60, { own: true, agent: 'curl/8' }), 'own', /colleague/],
  ['the opt-out, posted by a mail provider', hit(60, { kind: 'unsubscribe', method: 'POST', agent: null }), 'person', /opt-out/],
];
for (const [name, one, wanted, reason] of alone) {
  test(`${name} is judged ${wanted}`, () => {
    const [verdict] = judgeStory(story([one]));
    assert.equal(verdict?.class, wanted);
    assert.match(verdict!.reason, reason);
  });
}

test('mail programs that robot lists flag are read by people', () => {
  for (const agent of [
    'AirMail 1.0 rv:123', 'eM Client/9.2.2157.0', 'The Bat! 9.3.4', 'Postbox/7.0.48', 'K-9 Mail for Android', 'Sylpheed 3.7.0', 'Readdle Spark', 'Foxmail 7.2',
    'Mozilla/4.0 (compatible; ms-office; MSOffice 16)', 'Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.15629; Pro)', 'Outlook-iOS/709.2189947.prod.iphone (3.24.0)',
    'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Thunderbird/128.5.0', 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)',
  ]) assert.equal(classes([open(300, { agent })]), 'person', agent);
  assert.equal(agentKind('Microsoft Office Existence Discovery').kind, 'robot');
  assert.equal(agentKind('FooMail/1.0 Thunderbird/1 (+https://example.com/bot)').kind, 'robot');
});

const tales: [string, StoryHit[], string, Partial<Story>?][] = [
  ['three links in a second are a scanner\'s', [hit(43, { link: 0 }), hit(43.3, { link: 1 }), hit(43.9, { link: 2 })], 'machine machine machine'],
  ['two links in half a second are a scanner\'s, whatever agents and addresses it uses',
    [hit(43, { link: 0 }), hit(43.5, { link: 1, agent: safari, address: '198.51.100.7' })], 'machine machine'],
  ['links a second apart each, one after the other, are one burst', [0, 1, 2, 3, 4].map((link) => hit(40 + link, { link })), 'machine machine machine machine machine'],
  ['every link of a mail within ten seconds is a scanner\'s', [hit(43, { link: 0 }), hit(46, { link: 1 }), hit(49, { link: 2 }), hit(52, { link: 3 })], 'machine machine machine machine', { linkCount: 4 }],
  ['some links of a mail within ten seconds may be a reader\'s', [hit(43, { link: 0 }), hit(46, { link: 1 }), hit(49, { link: 2 })], 'person person person', { linkCount: 9 }],
  ['both links of a short mail, six seconds apart, may be a reader\'s', [hit(100, { link: 0 }), hit(106, { link: 1 })], 'person person'],
  ['a double click is a reader\'s', [hit(100), hit(100.2)], 'person person'],
  ['an open and one click within the second are a reader\'s', [open(100), hit(100.6)], 'person person'],
  ['pictures loaded in and right before a burst are the scanner\'s', [open(41), hit(43, { link: 0 }), hit(43.1, { link: 1 }), open(43.05, { agent: safari })], 'machine machine machine machine'],
  ['a reader\'s open on another device beside a burst stays a reader\'s', [open(42, { agent: safari, address: '203.0.113.9' }), hit(43, { link: 0 }), hit(43.1, { link: 1 })], 'person machine machine'],
  ['a real click minutes after a burst is a person\'s', [hit(43, { link: 0 }), hit(43.1, { link: 1 }), hit(400, { link: 1, address: '203.0.113.9' })], 'machine machine person'],
  ['a real click with the same browser seconds after a burst elsewhere is a person\'s', [hit(43, { link: 0 }), hit(43.1, { link: 1 }), hit(50, { link: 1, address: '203.0.113.9' })], 'machine machine person'],
  ['a straggler of the burst is the scanner\'s', [hit(43, { link: 0 }), hit(43.1, { link: 1 }), hit(48, { link: 2 })], 'machine machine machine', { linkCount: 9 }],
  ['Gmail\'s proxy beside a burst still fetched for a reader', [hit(43, { link: 0 }), hit(43.1, { link: 1 }), open(44, { agent: gmail, address: '66.249.0.1' })], 'machine machine proxy'],
  ['a hidden link gives the whole burst away', [hit(43, { link: 5 }), hit(43.4, { link: 5 }), open(40)], 'machine machine machine', { hiddenLinks: new Set([5]) }],
  ['HEAD, then GET under a borrowed name', [hit(43, { method: 'HEAD' }), hit(43.5)], 'machine machine'],
  ['a HEAD by a scanner says nothing of a reader', [hit(43, { method: 'HEAD', address: '198.51.100.7', agent: 'Java/17' }), hit(44)], 'machine person'],
  ['links fetched ahead by the reader\'s own browser do not make the reader a scanner',
    [0, 1, 2].map((link) => hit(100 + link / 10, { link, headers: { purpose: 'prefetch' } })).concat(hit(100.5, { link: 1 })), 'machine machine machine person'],
  ['the opt-out page counts as one of a scanner\'s links', [hit(43), hit(43.2, { kind: 'unsubscribe-view', link: null })], 'machine machine'],
  ['a colleague trying every link makes no burst', [hit(100, { own: true }), hit(100.1, { link: 1, own: true }), hit(100.2, { link: 2 })], 'own own person'],
  ['two readers of one forwarded mail are two persons', [hit(100), hit(3000, { link: 1, agent: safari, address: '203.0.113.9' })], 'person person'],
];
for (const [name, hits, wanted, over] of tales) test(name, () => assert.equal(classes(hits, over), wanted));

const anyHit = fc.record({
  kind: fc.constantFrom('open', 'click', 'unsubscribe-view'), link: fc.option(fc.nat(4)), method: fc.constantFrom('GET', 'GET', 'GET', 'HEAD', 'OPTIONS'),
  agent: fc.constantFrom(chrome, safari, gmail, 'Mozilla/5.0', 'curl/8', null), address: fc.constantFrom('192.0.2.1', '203.0.113.9', null),
  headers: fc.constantFrom(null, { purpose: 'prefetch' }), at: fc.nat(40).map((step) => step * 250), own: fc.constantFrom(false, false, false, true),
}) as fc.Arbitrary<StoryHit>;

test('verdicts do not depend on the order in which hits are given, equal times included', () => {
  const shuffled = fc.array(anyHit, { minLength: 1, maxLength: 12 }).chain((hits) =>
    fc.tuple(fc.constant(hits), fc.shuffledSubarray(hits.map((_, index) => index), { minLength: hits.length })));
  fc.assert(fc.property(shuffled, fc.option(fc.nat(6)), ([hits, order], linkCount) => {
    const straight = judgeStory(story(hits, { linkCount }));
    const mixed = judgeStory(story(order.map((index) => hits[index]!), { linkCount }));
    assert.deepEqual(mixed, order.map((index) => straight[index]));
  }));
});

test('one ordinary click, with nothing around it, is always a person\'s', () => {
  fc.assert(fc.property(fc.nat(86_400), fc.nat(20), (at, link) => assert.equal(classes([hit(at, { link })]), 'person')));
});

test('a flood of hits on one message is judged in moments', () => {
  const flood = Array.from({ length: 20_000 }, (_, index) => hit(index / 50, { link: index % 3, method: index % 2 ? 'GET' : 'HEAD' }));
  const started = performance.now();
  assert.equal(judgeStory(story(flood)).length, flood.length);
  assert.ok(performance.now() - started < 2000);
});
