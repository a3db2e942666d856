import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { OverviewView } from '../contract.ts';
import { openingSentence } from './opening-sentence.ts';

type Input = Parameters<typeof openingSentence>[0];
const text = (input: Partial<Input>) => openingSentence({ underWay: [], decisions: [], recent: [], ...input }).map((part) => part.text).join('');
const going = (id: number, status: 'sending' | 'paused') => ({ id, name: `Campaign ${id}`, status }) as OverviewView['underWay'][number];
const sent = { id: 9, name: 'Ferrow 6', delivered: 960, opened: 180, clicked: 1 } as OverviewView['recent'][number];

test('says what goes out, what is paused and what waits', () => {
  assert.equal(text({}), 'Nothing is going out.');
  assert.equal(text({ underWay: [going(1, 'sending')] }), 'Campaign 1 is going out.');
  assert.equal(text({ underWay: [going(1, 'sending'), going(2, 'sending'), going(3, 'paused')] }), '2 campaigns are going out. 1 campaign is paused.');
  assert.equal(text({ decisions: [{ campaignId: 3, campaignName: 'x', kind: 'held', reason: 'r', title: 't', count: 2 }] }), 'Nothing is going out. 2 mails wait for you to decide.');
});

test('ends with what came of the last one, each figure opening its people', () => {
  assert.equal(text({ recent: [sent] }), 'Nothing is going out. Of the last, Ferrow 6, 180 people opened and 1 followed a link.');
  const links = openingSentence({ underWay: [], decisions: [], recent: [sent] }).flatMap((part) => (part.href ? [part.href] : []));
  assert.deepEqual(links, ['/campaigns/9', '/campaigns/9?did=opened#people', '/campaigns/9?did=clicked#people']);
});
