import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mailDocument } from './mail-document.ts';

test('the policy stands before anything the mail says, whatever the mail says', () => {
  for (const html of ['<p>hi</p>', '<!doctype html><html><head><title>x</title></head><body>hi</body></html>', '</head><script>alert(1)</script>', '<meta http-equiv="refresh" content="0;url=http://evil.example">', '']) {
    const document = mailDocument(html);
    const policy = document.indexOf('Content-Security-Policy');
    assert.ok(policy > 0 && policy < document.indexOf('</head>'), html);
    assert.ok(html === '' || policy < document.indexOf(html.replace(/^<!doctype[^>]*>/i, '')), html);
    assert.match(document, /default-src 'none'/);
    assert.equal(document.match(/<!doctype/gi)?.length, 1);
  }
});

test('pictures can be held back, and dark says so to the mail', () => {
  assert.match(mailDocument('', { blockPictures: true }), /img-src data:;/);
  assert.match(mailDocument('', { dark: true }), /color-scheme:dark/);
});
