// `npm start`: sets up what is missing, then runs the program. Plain JavaScript that Node 20 runs.
import { setUp } from './setup/index.mjs';
import { program, runProgram } from './setup/run-program.mjs';
import { runMain } from './setup/words.mjs';

await runMain(async () => runProgram(await setUp({ web: true }), [program('src/cli/main.ts'), 'start']));
