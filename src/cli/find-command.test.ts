import assert from 'node:assert/strict';
import { test } from 'node:test';
import { commands, type Command } from './commands.ts';
import { findCommand, helpText, usageText } from './find-command.ts';

const command = (usage: string): Command => ({ usage, summary: 'does it', load: async () => ({ run: async () => 0 }) });
const some = { start: command('start'), backup: command('backup FILE'), 'member link': command('member link EMAIL') };

test('a command is found by one word or two, with what follows', () => {
  assert.deepEqual(findCommand(some, ['backup', 'x', '--fast']), { kind: 'run', command: some.backup, args: ['x', '--fast'] });
  assert.deepEqual(findCommand(some, ['member', 'link', 'a@b.c']), { kind: 'run', command: some['member link'], args: ['a@b.c'] });
});

test('help is for all, or for one', () => {
  for (const words of [[], ['--help'], ['help'], ['-h']]) assert.equal(findCommand(some, words).kind, 'help');
  assert.deepEqual(findCommand(some, ['backup', '--help']), { kind: 'usage', command: some.backup });
  assert.match(helpText(some), /^ {2}backup FILE +does it$/m);
  assert.match(usageText(some.backup), /^Usage: bin\/kindred backup FILE\n\nDoes it\.\n$/);
});

const slips: [string[], RegExp][] = [
  [['bakcup'], /Did you mean bin\/kindred backup\?/],
  [['strat'], /Did you mean bin\/kindred start\?/],
  [['member'], /Did you mean bin\/kindred member link\?/],
  [['make', 'coffee'], /no command make coffee\. bin\/kindred --help lists all\./],
];
for (const [words, hint] of slips) {
  test(`${words.join(' ')} is not known, and answered with a hint`, () => {
    const found = findCommand(some, words);
    assert.equal(found.kind, 'unknown');
    assert.match(found.kind === 'unknown' ? found.message : '', hint);
  });
}

test('every command can be loaded and runs', async () => {
  for (const [name, { load, usage }] of Object.entries(commands)) {
    assert.equal(typeof (await load()).run, 'function', name);
    assert.ok(usage.startsWith(name), `${usage} begins with ${name}`);
  }
});
