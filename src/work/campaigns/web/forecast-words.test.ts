import assert from 'node:assert/strict';
import { test } from 'node:test';
import { forecastLines, forecastSentence, type Forecast } from './forecast-words.ts';

const forecast: Forecast = {
  listed: 1250, duplicates: 20, excluded: 9, audience: 1221, judged: true, mailed: 1204, sources: [], leftOutBy: [], past: 0, timetable: [],
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
  assert.deepEqual(forecastLines({ ...forecast, duplicates: 0, excluded: 0, held: [], dropped: [] }).map((line) => line.words), ['on the lists']);
});

test('in a sentence', () => {
  assert.equal(forecastSentence(forecast), '1,204 will be mailed, 14 held for now, 3 will not get it');
  assert.equal(forecastSentence({ ...forecast, held: [], dropped: [] }), '1,204 will be mailed');
});
