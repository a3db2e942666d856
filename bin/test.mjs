// `npm test`: sets up what is missing, then runs every check and test.
import { setUp } from './setup/index.mjs';
import { program, runProgram } from './setup/run-program.mjs';
import { runMain } from './setup/words.mjs';

await runMain(async () => runProgram(await setUp({ web: true }), [program('bin/tests/main.ts')]));
