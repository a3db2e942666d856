import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { newText } from './new-text.ts';

test('what was answered to goes, with the line that leads in, however it is broken', () => {
  assert.equal(newText('Yes, gladly.\n\nOn Mon, Nov 23, 2026 at 9:00 AM, Ada Lovelace\n<ada@example.com> wrote:\n\n> Shall we talk?\n> Ada\n'), 'Yes, gladly.');
  assert.equal(newText('Ja, gern.\r\n\r\nAm 23.11.2026 um 09:00 schrieb Ada <ada@example.com>:\r\n> Reden wir?\r\n'), 'Ja, gern.');
  assert.equal(newText('Yes.\n\n-----Original Message-----\nFrom: Ada\nSent: Monday\nTo: Bob\n\nShall we talk?'), 'Yes.');
  assert.equal(newText('Yes.\n\n________________________________\nFrom: Ada <ada@example.com>\nSent: Monday, 23 November\nTo: Bob\nSubject: Talk\n\nShall we?'), 'Yes.');
});

test('answers between and below quotes stay', () => {
  assert.equal(newText('> When?\nOn Monday.\n\n> Where?\nAt your place.'), 'On Monday.\n\nAt your place.');
});

test('a signature goes where it says it is one, and a sentence with dashes is none', () => {
  assert.equal(newText('Fine with me.\n\n-- \nBob\nHead of everything'), 'Fine with me.');
  assert.equal(newText('Fine with me.\n\nSent from my iPhone'), 'Fine with me.');
  assert.equal(newText('A fix -- this is not a signature.\n\nBye'), 'A fix -- this is not a signature.\n\nBye');
});

test('a sentence that begins like a lead-in is the writer’s own', () => {
  assert.equal(newText('On your machine you can run:\n\n  make\n\nOn 9 Jan 2026, at 2:47, Ada wrote:\n\n> How?'), 'On your machine you can run:\n\n  make');
});

test('whatever comes, it neither throws nor takes long, and never makes words up', () => {
  fc.assert(fc.property(fc.array(fc.constantFrom('On ', '> ', 'wrote:', '\n', '--', '____________________', 'From: a', 'Sent: b', 'hello ', '<a@b.c>', 'Am '), { maxLength: 400 }).map((parts) => parts.join('')), (text) => {
    const words = newText(text).split(/\s+/).filter(Boolean);
    assert.ok(words.every((word) => text.includes(word)));
  }));
  assert.ok(newText(`${'On '.repeat(50_000)}\n${'>'.repeat(50_000)}`).length >= 0);
});
