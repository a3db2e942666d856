import assert from 'node:assert/strict';
import { test } from 'node:test';
import { forecastLines, forecastSentence, overlapLines, overlapSentence, type Forecast } from './forecast-words.ts';

const forecast: Forecast = {
  listed: 1250, duplicates: 20, excluded: 9, audience: 1221, judged: true, mailed: 1204, past: 0, timetable: [],
  sources: [{ kind: 'list', id: 3, count: 1000 }, { kind: 'segment', id: 3, count: 250 }], leftOutBy: [{ kind: 'segment', id: 4, count: 9 }],
  held: [{ reason: 'quiet_hours', title: 'quiet hours where they live', count: 14 }],
  dropped: [{ reason: 'suppressed', title: 'they left', count: 3 }],
};

test('the lines lead from everybody on the lists to those mailed, and add up', () => {
  const lines = forecastLines(forecast);
  const rest = lines.reduce((left, line) => (line.less ? left - line.count : left + line.count), 0);
  assert.equal(rest, forecast.mailed);
  assert.deepEqual(lines.map((line) => line.count), [1250, 20, 9, 3, 14]);
});

test('what is nobody is not said', () => {
  const plain = { ...forecast, duplicates: 0, excluded: 0, held: [], dropped: [] };
  assert.deepEqual(forecastLines(plain).map((line) => line.words), ['on the lists and in the segments']);
  assert.equal(overlapSentence(plain), '1,250 on the lists and in the segments.');
});

test('in a sentence; only counted, it promises no mail', () => {
  assert.equal(forecastSentence(forecast), '1,204 will be mailed, 14 held for now, 3 will not get it');
  assert.equal(forecastSentence({ ...forecast, held: [], dropped: [] }), '1,204 will be mailed');
  assert.equal(forecastSentence({ ...forecast, judged: false }), '1,221 people in the audience');
  assert.equal(overlapSentence(forecast), '1,250 on the lists and in the segments, 20 of them twice, 9 left out.');
});

test('a list and a segment of one number are two', () => {
  const lines = overlapLines(forecast, new Map([['list:3', 'Readers'], ['segment:3', 'Gold'], ['segment:4', 'Lost']]));
  assert.deepEqual(lines.map(({ name, count, leftOut }) => [name, count, leftOut]), [['Readers', 1000, false], ['Gold', 250, false], ['Lost', 9, true]]);
  assert.equal(new Set(lines.map(({ key }) => key)).size, 3);
});
