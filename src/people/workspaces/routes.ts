import type { Route } from '../../platform/http/index.ts';
import { accountRoutes } from './access/account-routes.ts';
import { doorRoutes, meRoutes } from './access/routes.ts';
import { auditRoutes } from './audit/routes.ts';
import { settingsRoutes } from './company/routes.ts';
import type { WorkspacesDeps } from './deps.ts';
import { keyRoutes } from './keys/routes.ts';
import { invitationRoutes, memberRoutes } from './members/routes.ts';

/** Everything this slice answers. */
export function workspacesRoutes(deps: WorkspacesDeps): Route[] {
  return [
    ...doorRoutes(deps), ...meRoutes(deps), ...accountRoutes(deps), ...memberRoutes(deps), ...invitationRoutes(deps),
    ...settingsRoutes(deps), ...keyRoutes(deps), ...auditRoutes(deps),
  ];
}
