// Run by the pinned Node: builds the web app and writes down what it was built from.
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { build } from 'vite';
import { hashInputs, webFolder } from './web-app.mjs';
import { root } from './words.mjs';

const draft = `${webFolder}.${process.pid}`;
/** @type {string[]} */
let inputs = [];

/** @type {import('vite').Plugin} */
const noteInputs = {
  name: 'note-inputs',
  buildEnd() {
    inputs = [...this.getModuleIds()].map((id) => id.split('?')[0] ?? id)
      .filter((id) => id.startsWith(`${root}/`) && !id.includes('/node_modules/')).map((id) => relative(root, id));
  },
};

await build({
  root: join(root, 'src/web'), configFile: join(root, 'src/web/vite.config.ts'), logLevel: 'warn', plugins: [noteInputs],
  build: { outDir: draft, emptyOutDir: true },
});
const files = [...new Set(inputs)].sort();
writeFileSync(join(draft, '.inputs.json'), JSON.stringify({ files, hash: hashInputs(files) }));
rmSync(webFolder, { recursive: true, force: true });
renameSync(draft, webFolder);
