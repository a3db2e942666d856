import assert from 'node:assert/strict';
import { test } from 'node:test';
import { html, inkOn, publicPage, publicPolicy, textOf } from './index.ts';

test('whatever is put into a page is text, never markup', () => {
  const nasty = `<script>alert("1")</script>' onmouseover='x`;
  const piece = textOf(html`<p title="${nasty}">${nasty}${[nasty, html`<b>${'&'}</b>`]}${null}${false}${undefined}${0}</p>`);
  assert.equal(piece.includes('<script'), false);
  assert.equal(/title="[^"]*"[^>]+>/.test(piece), false, 'no attribute can be left');
  assert.ok(piece.endsWith('<b>&amp;</b>0</p>'));
});

test('a page says its language, runs nothing and is found by no search', () => {
  const page = publicPage({ language: 'de', title: 'A & B', body: html`<p>x</p>` });
  assert.match(page, /<html lang="de">/);
  assert.match(page, /<title>A &amp; B<\/title>/);
  assert.match(page, /name="robots" content="noindex"/);
  assert.match(publicPolicy(), /default-src 'none'.*form-action 'self';/);
  assert.match(publicPolicy('https://shop.example/thanks?x=1'), /form-action 'self' https:\/\/shop\.example;/);
});

test('a colour that is none cannot break out of the style sheet', () => {
  const page = publicPage({ language: 'en', title: 'x', body: html``, look: { accent: 'red}</style><script>', radius: Number.NaN, logo: null } });
  assert.equal(page.includes('<script'), false);
  assert.match(page, /--accent:#1d1d22/);
});

test('ink on a colour is black or white, whichever reads', () => {
  assert.deepEqual(['#ffffff', '#ffd400', '#1d1d22', '#0b5fff', '#777777'].map(inkOn), ['#000000', '#000000', '#ffffff', '#ffffff', '#000000']);
});
