import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TimelineEntry } from '../contract.ts';
import { spineItems } from './spine-items.ts';

const view = { zone: 'Europe/Berlin', contactZone: 'Europe/Lisbon', now: new Date('2026-11-18T09:00:00Z') };
const campaign = { kind: 'campaign', id: 4, name: 'Your six ports', team: 'marketing' as const, member: { id: 1, name: 'Jonas Brandt' } };
const entry = (key: string, at: string, more: Partial<TimelineEntry>): TimelineEntry => ({
  key, at, type: 'event', kind: 'message.opened', class: 'person', reason: null, messageId: 1, source: campaign, link: null, member: null, count: 1, planned: false, changes: [], ...more,
});
const said = (more: Partial<TimelineEntry>) => {
  const item = spineItems([entry('a', '2026-11-18T08:12:41Z', more)], view)[1]!;
  return item.kind === 'did' ? String(item.what) : item.kind === 'touch' ? `${item.what} | ${item.under}` : '';
};

test('days stand between, what is to come on top', () => {
  const items = spineItems([
    entry('p', '2026-11-24T09:00:00Z', { type: 'message', kind: 'planned', planned: true }),
    entry('b', '2026-11-18T08:12:41Z', {}),
    entry('c', '2026-11-18T07:47:20Z', {}),
    entry('d', '2026-11-17T15:30:02Z', {}),
  ], view);
  assert.deepEqual(items.map((item) => (item.kind === 'day' ? item.label : item.kind)), ['planned', 'touch', 'today', 'did', 'did', 'Tue 17 Nov', 'did']);
});

test('to the second by the viewer’s clock, the contact’s beside it', () => {
  assert.equal(said({}), 'opened, 09:12:41, 08:12 in Lisbon');
});

test('who did it is told apart: a machine, a proxy, ourselves, not judged yet', () => {
  assert.equal(said({ class: 'machine', count: 5, kind: 'message.clicked' }), 'followed links 5 times by a machine, 09:12:41, 08:12 in Lisbon');
  assert.equal(said({ class: 'checking' }), 'opened (checking), 09:12:41, 08:12 in Lisbon');
  assert.equal(said({ kind: 'message.clicked', link: { index: 0, target: 'https://ferrow.example/week' } }), 'followed ferrow.example/week, 09:12:41, 08:12 in Lisbon');
});

test('a mail says whose it was and how it stands; a held one says why', () => {
  assert.equal(said({ type: 'message', kind: 'accepted', member: { id: 1, name: 'Jonas Brandt' } }), 'Your six ports | Jonas, campaign, 09:12:41');
  assert.equal(said({ type: 'message', kind: 'planned', planned: true, reason: 'quiet hours where they live' }), 'Your six ports | campaign, planned: quiet hours where they live, Wed 18 Nov 09:12');
});

test('team decides the side', () => {
  const items = spineItems([entry('a', '2026-11-18T08:00:00Z', { type: 'message', kind: 'accepted', source: { ...campaign, team: 'sales' } })], view);
  assert.equal(items[1]!.kind === 'touch' && items[1]!.team, 'sales');
});

test('a change says by what, by whom, and from what to what', () => {
  const change = (more: Partial<TimelineEntry>) => said({ type: 'change', source: null, class: null, member: { id: 1, name: 'Olga' }, ...more });
  const company = { field: 'company', from: 'X', to: 'Y' };
  assert.match(change({ kind: 'import', reason: 'sheet.csv', changes: [company] }), /^Changed by import of sheet\.csv by Olga: Company from X to Y,/);
  assert.match(change({ kind: 'member', changes: [{ field: 'phone', from: '1', to: null }, { field: 'attribute:seats', from: null, to: '4' }] }), /^Changed by Olga: Phone 1 removed; seats set to 4,/);
  assert.match(change({ kind: 'form', member: null, changes: [{ field: 'consent', from: 'unknown', to: 'given' }] }), /^Changed by themselves: Consent from unknown to given,/);
});
