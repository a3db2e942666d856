import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shownText, writtenText } from './line-ends.ts';

test('text with CRLF throughout is shown with LF and comes back with CRLF', () => {
  const before = '<p>a</p>\r\n\r\n<p>b</p>\r\n';
  assert.equal(shownText(before), '<p>a</p>\n\n<p>b</p>\n');
  assert.equal(writtenText(shownText(before), before), before);
  assert.equal(writtenText('<p>c</p>\n', before), '<p>c</p>\r\n');
});

test('text with LF, or with both, is written with LF', () => {
  assert.equal(writtenText('a\nb', 'x\ny'), 'a\nb');
  assert.equal(writtenText('a\nb', 'x\r\ny\nz'), 'a\nb');
  assert.equal(writtenText('a\nb', '\nx\r\n'), 'a\nb');
  assert.equal(writtenText('a\nb', ''), 'a\nb');
});
