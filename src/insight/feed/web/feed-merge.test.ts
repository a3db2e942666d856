import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FeedItem } from '../contract.ts';
import { addOlder, letIn, openList, rowOf, takeIn } from './feed-merge.ts';

const at = (second: number) => new Date(Date.UTC(2026, 10, 23, 9, 0, second)).toISOString();
function opened(second: number, messageId = second, klass: FeedItem['class'] = 'person'): FeedItem {
  return {
    key: `${klass === 'checking' ? 'c' : 'e'}${messageId}`, at: at(second), kind: 'message.opened', class: klass, reason: null, messageId, contact: null, link: null, count: 1,
    source: { kind: 'campaign', id: 1, name: 'Six ports', team: 'marketing', member: null },
  };
}
const seconds = (items: FeedItem[]) => items.map((item) => new Date(item.at).getUTCSeconds());

test('what is new stands on top, newest first', () => {
  const list = takeIn(openList({ items: [opened(2), opened(1)], next: null }), { items: [opened(4), opened(3), opened(2), opened(1)], next: null }, false);
  assert.deepEqual(seconds(list.items), [4, 3, 2, 1]);
});

test('held still, what is new waits and is counted; then it is let in, in order', () => {
  let list = openList({ items: [opened(2), opened(1)], next: null });
  list = takeIn(list, { items: [opened(3), opened(2), opened(1)], next: null }, true);
  list = takeIn(list, { items: [opened(4), opened(3), opened(2), opened(1)], next: null }, true);
  assert.deepEqual(seconds(list.items), [2, 1]);
  assert.deepEqual(seconds(list.waiting), [4, 3]);
  assert.deepEqual(seconds(letIn(list).items), [4, 3, 2, 1]);
  assert.deepEqual(letIn(list).waiting, []);
});

test('one that is judged changes in its place, held or not, and stands there once', () => {
  for (const held of [true, false]) {
    const list = takeIn(openList({ items: [opened(2, 2, 'checking'), opened(1)], next: null }), { items: [opened(2), opened(1)], next: null }, held);
    assert.deepEqual(list.items.map((item) => item.class), ['person', 'person']);
    assert.equal(list.waiting.length, 0);
  }
});

test('one that a re-judgement took away goes', () => {
  const list = takeIn(openList({ items: [opened(3, 3, 'checking'), opened(2), opened(1)], next: null }), { items: [opened(2), opened(1)], next: null }, false);
  assert.deepEqual(seconds(list.items), [2, 1]);
});

test('older pages stay when the newest page is asked again', () => {
  let list = openList({ items: [opened(9), opened(8)], next: 'more' });
  list = addOlder(list, { items: [opened(7), opened(6)], next: null });
  list = takeIn(list, { items: [opened(10), opened(9)], next: 'more' }, false);
  assert.deepEqual(seconds(list.items), [10, 9, 8, 7, 6]);
  assert.equal(list.next, null);
});

test('more than a page at once starts the list anew, rather than hide a gap', () => {
  const list = takeIn(openList({ items: [opened(2), opened(1)], next: 'x' }), { items: [opened(50), opened(49)], next: 'y' }, false);
  assert.deepEqual(seconds(list.items), [50, 49]);
  assert.equal(list.next, 'y');
});

test('held still through more than a page, nothing moves, and the gap is remembered', () => {
  const list = takeIn(openList({ items: [opened(2), opened(1)], next: 'x' }), { items: [opened(50), opened(49)], next: 'y' }, true);
  assert.deepEqual(seconds(list.items), [2, 1]);
  assert.equal(list.gap, true);
});

test('two links of one mail in the same second are two rows', () => {
  const click = (index: number): FeedItem => ({ ...opened(5, 1), kind: 'message.clicked', link: { index, target: 'https://x.example' } });
  assert.notEqual(rowOf(click(0)), rowOf(click(1)));
  assert.equal(openList({ items: [click(0), click(1)], next: null }).items.length, 2);
});
