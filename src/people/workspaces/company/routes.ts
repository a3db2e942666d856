import { implement, type Route } from '../../../platform/http/index.ts';
import * as contract from '../contract.ts';
import type { WorkspacesDeps } from '../deps.ts';
import { canChangeSettings, canView } from '../permissions.ts';
import { changeSettings, presentSettings, readSettings, settingsChanged, type WorkspaceSettings } from './settings.ts';

/** The company's settings. */
export function settingsRoutes(deps: WorkspacesDeps): Route[] {
  return [
    implement(contract.getSettings, {
      allow: canView, scope: 'settings:read',
      handle: async ({ actor }) => presentSettings(await readSettings(deps.db, actor.workspaceId), deps.addresses),
    }),
    implement(contract.changeSettings, {
      allow: canChangeSettings, scope: 'settings:write', audit: 'workspace.changed-settings',
      handle: async ({ actor, body, note }) => {
        const { before, after } = await changeSettings(deps.db, actor.workspaceId, body as Partial<WorkspaceSettings>);
        note(settingsChanged(before, after));
        return presentSettings(after, deps.addresses);
      },
    }),
  ];
}
