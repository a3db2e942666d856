import assert from 'node:assert/strict';
import { test } from 'node:test';
import { classOf, sayHappening, sentenceOf, shortTarget } from './feed-words.ts';

const say = (kind: string, more: Partial<Parameters<typeof sayHappening>[0]> = {}) =>
  sentenceOf(sayHappening({ kind, class: 'person', reason: null, link: null, count: 1, source: { name: 'Your six ports' }, ...more }));

test('each kind of thing that comes back is said as a person would', () => {
  assert.equal(say('message.opened'), 'opened Your six ports');
  assert.equal(say('message.opened', { count: 3 }), 'opened Your six ports, 3 times');
  assert.equal(say('message.clicked', { link: { index: 0, target: 'https://www.ferrow.example/week/?utm=1' } }), 'followed ferrow.example/week in Your six ports');
  assert.equal(say('message.clicked', { count: 5, link: { index: 0, target: 'https://x.example/' } }), '5 visits to links of Your six ports');
  assert.equal(say('message.unsubscribed'), 'left: no more mails after Your six ports');
  assert.equal(say('message.refused'), 'was refused Your six ports');
  assert.equal(say('message.unknown'), 'may or may not have Your six ports: the server’s answer was lost');
});

test('a kind this screen has not heard of still reads', () => {
  assert.equal(say('message.auto-replied'), 'auto replied Your six ports');
  assert.equal(say('message.opened', { source: null }), 'opened a mail');
});

test('a link is shown by where it leads', () => {
  assert.equal(shortTarget('https://ferrow.example/'), 'ferrow.example');
  assert.equal(shortTarget('https://ferrow.example/a/b/?q=1#x'), 'ferrow.example/a/b');
  assert.equal(shortTarget('mailto:a@b.example'), 'mailto:a@b.example');
  assert.equal(shortTarget('https://x.example/{{ contact.id }}/go'), 'x.example/{{ contact.id }}/go');
});

test('what a mail system told us has no class of a reader', () => {
  assert.equal(classOf({ kind: 'message.refused', class: null }), 'system');
  assert.equal(classOf({ kind: 'message.unsubscribed', class: null }), 'person');
  assert.equal(classOf({ kind: 'message.opened', class: 'checking' }), 'checking');
});
