// Everything a fresh clone needs before the first line of TypeScript can run.
import { withSetupLock } from './lock.mjs';
import { ensurePackages, packagesAreThere } from './packages.mjs';
import { ensureNode, findNode } from './runtime.mjs';
import { ensureWebApp, webAppIsBuilt } from './web-app.mjs';
import { SetupProblem } from './words.mjs';

const oldestNode = 20;

/**
 * Makes ready what is not; answers the path of the Node to run with.
 * @param {{ web: boolean }} options whether the web app is needed
 * @returns {Promise<string>}
 */
export async function setUp({ web }) {
  if (Number(process.versions.node.split('.')[0]) < oldestNode) {
    throw new SetupProblem(`This is Node ${process.versions.node}; Kindred's set-up needs ${oldestNode} or later. Nothing was changed.`);
  }
  const found = findNode();
  if (found && packagesAreThere() && (!web || webAppIsBuilt())) return found;
  return withSetupLock(async () => {
    const node = await ensureNode();
    await ensurePackages(node);
    if (web) await ensureWebApp(node);
    return node;
  });
}
