import assert from 'node:assert/strict';
import { test } from 'node:test';
import { houseOf, treeOf } from './fixture.ts';
import { serverSentences } from './server-sentences.ts';

const look = (code: string, path = 'src/people/lists/change-lists.ts', englishOnly: Record<string, string> = {}) => serverSentences(treeOf({ [path]: code }), houseOf({ englishOnly }));

test('a sentence that the server says in English alone is found by its shape or by where it stands', () => {
  for (const code of [
    "throw conflict('name_taken', 'There is such a list already.');", "return { problem: 'The address has no @.' };", 'note(`${name} was put away. Bring it back.`);', 'note(`The list ${name} was put away.`);',
    "const words = { gone: 'It is not here any more.' };", "throw invalid('x', 'no full stop here');", "z.string().refine(fits, 'must be a single line')", "z.string().min(1, 'needs a name')",
  ]) assert.match(look(code).join(), /in English alone/, code);
});

test('what goes through the catalogues is none, nor is what developers read, SQL, or a code', () => {
  for (const code of [
    "throw conflict('name_taken', t('There is such a list already.'));", "keep('The address has no @.')", "const words = { gone: phrase('It is not here any more.') };", "z.string().min(1, says('needs a name'))",
    "tn(2, 'There is {count} list here.', 'There are {count} lists here.')", "throw new Error('This cannot happen here.');", "metrics.gauge('lists', 'Lists there are now.')",
    "endpoint({ summary: 'Says what there is.' })", "log.error({ err }, 'a list could not be read')", "statement('lists.all', 'select * from lists')", "conflict('name_taken', message)", 'html`<p>This is a template.</p>`',
  ]) assert.deepEqual(look(code), [], code);
});

test('tests, screens and files that are exempt for a reason are not looked at', () => {
  const code = "const words = 'It is not here any more.';";
  for (const path of ['src/people/lists/lists.test.ts', 'src/people/lists/web/list-words.ts', 'src/cli/main.ts']) assert.deepEqual(look(code, path), []);
  assert.deepEqual(look(code, 'src/platform/backup/archive.ts', { 'src/platform/backup/': 'said on the terminal' }), []);
});
