import { Problem } from '../platform/errors/index.ts';
import { commands } from './commands.ts';
import { findCommand, helpText, usageText } from './find-command.ts';

process.exitCode = await dispatch(process.argv.slice(2));
// Handles that a command left open (a keep-alive socket) must not hold the shell.
process.exit();

async function dispatch(words: string[]): Promise<number> {
  const found = findCommand(commands, words);
  if (found.kind === 'help') {
    process.stdout.write(helpText(commands));
    return 0;
  }
  if (found.kind === 'unknown') {
    process.stderr.write(`${found.message}\n`);
    return 2;
  }
  if (found.kind === 'usage') {
    process.stdout.write(usageText(found.command));
    return 0;
  }
  try {
    const { run } = await found.command.load();
    return await run(found.args, { stdin: process.stdin, stdout: process.stdout, stderr: process.stderr, environment: process.env });
  } catch (error) {
    process.stderr.write(error instanceof Problem ? `${error.message}\n` : `${(error as Error).stack ?? String(error)}\n`);
    return 1;
  }
}
