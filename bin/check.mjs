// Sets up what is missing, then looks over the house. `--write` writes db/schema.sql; names of checks run those alone.
import { setUp } from './setup/index.mjs';
import { program, runProgram } from './setup/run-program.mjs';
import { runMain } from './setup/words.mjs';

await runMain(async () => runProgram(await setUp({ web: false }), [program('bin/checks/main.ts'), ...process.argv.slice(2)]));
