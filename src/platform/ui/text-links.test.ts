import assert from 'node:assert/strict';
import { test } from 'node:test';
import { splitLinks } from './text-links.ts';

test('addresses in a text are followable, the sentence around them stays', () => {
  assert.deepEqual(splitLinks('See https://a.example/x?y=1&z=2. Or (http://b.example/c), <https://d.example>!'), [
    'See ', { url: 'https://a.example/x?y=1&z=2' }, '. Or (', { url: 'http://b.example/c' }, '), <', { url: 'https://d.example' }, '>!',
  ]);
});

test('nothing but web addresses becomes a link, and nothing of the text is lost', () => {
  for (const text of ['', 'no link', 'javascript:alert(1) mailto:a@b.example ftp://x', 'https://', 'a https://x.example b']) {
    const parts = splitLinks(text);
    assert.equal(parts.map((part) => (typeof part === 'string' ? part : part.url)).join(''), text);
    for (const part of parts) if (typeof part !== 'string') assert.match(part.url, /^https?:\/\/./);
  }
});
