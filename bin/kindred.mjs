// The command line: sets up what is missing, then hands the words to src/cli.
import { setUp } from './setup/index.mjs';
import { program, runProgram } from './setup/run-program.mjs';
import { runMain } from './setup/words.mjs';

const words = process.argv.slice(2);
const web = words[0] === 'start' || words[0] === 'web';
await runMain(async () => runProgram(await setUp({ web }), [program('src/cli/main.ts'), ...words]));
