import { readFile } from 'node:fs/promises';
import { inspectMail } from '../delivery/inbound/index.ts';
import type { RunCommand } from './commands.ts';

/** `bin/kindred inspect-mail --json FILE...`: says of each mail what it is; one line of JSON a file. */
export const run: RunCommand = async (args, io) => {
  const files = args.filter((arg) => arg !== '--json');
  const unknown = files.find((arg) => arg.startsWith('-'));
  if (unknown || files.length === 0) {
    io.stderr.write(`${unknown ? `inspect-mail has no option ${unknown}. ` : ''}Usage: bin/kindred inspect-mail --json FILE...\n`);
    return 2;
  }
  let failed = 0;
  for (const file of files) {
    const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => error);
    if (bytes instanceof Error) {
      failed += 1;
      io.stderr.write(`${file} cannot be read (${bytes.code ?? bytes.message}); the others are.\n`);
      continue;
    }
    io.stdout.write(`${JSON.stringify({ file, ...inspectMail(bytes, new Date()) })}\n`);
  }
  return failed > 0 ? 1 : 0;
};
