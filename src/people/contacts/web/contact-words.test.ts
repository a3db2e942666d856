import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nameOf, reasonWords } from './contact-words.ts';

test('a person has a name, else an address, else was erased', () => {
  assert.equal(nameOf({ firstName: 'Eva', lastName: 'Maß', email: 'e@b.co' }), 'Eva Maß');
  assert.equal(nameOf({ firstName: '', lastName: 'Maß', email: 'e@b.co' }), 'Maß');
  assert.equal(nameOf({ firstName: '', lastName: '', email: 'e@b.co' }), 'e@b.co');
  assert.equal(nameOf({ firstName: '', lastName: '', email: null }), 'Erased person');
});

test('an unknown reason stands as it is', () => {
  assert.equal(reasonWords('bounced'), 'Bounced');
  assert.equal(reasonWords('moved'), 'moved');
});
