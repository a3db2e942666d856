import assert from 'node:assert/strict';
import { test } from 'node:test';
import { houseOf, treeOf } from './fixture.ts';
import { languages } from './languages.ts';
import { saidTexts } from './said-texts.ts';

const page = 'src/people/lists/web/lists-page.tsx';
const german = 'src/web/locales/de/people-lists.json';
const look = (code: string, entries: object = {}, more: Record<string, string> = {}) => languages(treeOf({ [page]: code, [german]: JSON.stringify(entries), ...more }), houseOf({ untranslated: ['Kindred'] }));

test('texts are read from what the code calls, plurals by their one', () => {
  const { said } = saidTexts(treeOf({ [page]: "const names = { a: phrase('Held') }; t('Send'); tn(2, '{count} person', '{count} people'); words.t('From the server'); t(names.a); other('No');" }));
  assert.deepEqual(said.map(({ text, other }) => [text, other]), [['Held', undefined], ['Send', undefined], ['{count} person', '{count} people'], ['From the server', undefined]]);
});

test('a text must be in the catalogue, and the catalogue holds no other', () => {
  assert.deepEqual(look("t('Send')", { Send: 'Senden' }), []);
  assert.deepEqual(look("t('Send')", { Gone: 'Fort' }), [`${page}: "Send" is not said in de`, 'src/web/locales/de: no code says "Gone"']);
  assert.match(look("t('Send')", { Send: 'Senden' }, { 'src/web/locales/de/web-shell.json': '{"Send":"Schicken"}' }).join(), /stands in another catalogue/);
});

test('places for values and tags, and plurals, are as in English', () => {
  assert.match(look("t('To {name}')", { 'To {name}': 'An {nam}' }).join(), /has \{nam\} where English has \{name\}/);
  assert.match(look("rich('See <a>it</a>', {})", { 'See <a>it</a>': 'Siehe es' }).join(), /has no places/);
  const code = "tn(2, '{count} day', '{count} days')";
  assert.deepEqual(look(code, { '{count} day': { one: 'ein Tag', other: '{count} Tage' } }), []);
  assert.match(look(code, { '{count} day': { one: 'ein Tag', other: 'Tage' } }).join(), /where English has \{count\}/);
  assert.match(look(code, { '{count} day': { one: 'ein Tag' } }).join(), /lacks its other/);
  assert.match(look(code, { '{count} day': '{count} Tage' }).join(), /needs its plurals/);
  assert.match(look(`${code}; t('{count} day')`, { '{count} day': { one: 'ein Tag', other: '{count} Tage' } }).join(), /is said with tn\(\) elsewhere/);
});

test('a text put together while running is refused: no catalogue can hold it', () => {
  assert.match(look('t(`Send to ${name}`)').join(), /takes a text written out/);
});

test('no text reaches a screen past the catalogues: in JSX, in what people read of attributes, in tables', () => {
  for (const code of ['<p>Hello</p>', '<Field label="Name" />', "<Field label={ask ? 'Name' : null} />", '<Field label={`Name of ${who}`} />', "<p>{open && 'Hello'}</p>", "const column = { head: 'Name' };"]) {
    assert.match(look(code).join(), /without t\(\)/, code);
  }
  for (const code of ['<p>Kindred</p>', '<p>{count} · {name}</p>', '<Field className="wide" href="/lists" />', "const column = { key: 'name' };"]) assert.deepEqual(look(code), [], code);
});
