import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fieldState, newDraft, withField, withText, withoutLanguage } from './form-draft.ts';

const draft = newDraft('en', 'Ferrow');

test('a new form says who asks, and can be saved once it has a name', () => {
  assert.equal(draft.texts['en']!.title, 'News from Ferrow');
  assert.match(draft.texts['en']!.consent, /Ferrow may write to me/);
});

test('a field is off, optional or required, in the order it was taken in', () => {
  const two = withField(withField(draft, 'company', 'required'), 'first_name', 'required');
  assert.deepEqual(two.fields, [{ key: 'first_name', required: true }, { key: 'company', required: true }]);
  assert.deepEqual(['first_name', 'company', 'phone'].map((key) => fieldState(two, key)), ['required', 'required', 'off']);
  assert.deepEqual(withField(two, 'first_name', 'off').fields, [{ key: 'company', required: true }]);
});

test('texts of a language come and go; the form’s own language stays', () => {
  const both = withText(draft, 'de', { title: 'Neues' });
  assert.deepEqual(both.texts['de'], { title: 'Neues', intro: '', button: '', consent: '', thanks: '' });
  assert.deepEqual(Object.keys(withoutLanguage(both, 'de').texts), ['en']);
  assert.equal(withoutLanguage(both, 'en'), both);
});
