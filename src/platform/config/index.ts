export { logLevels, readConfig, roleNames, type Config, type RoleName } from './config.ts';
export { ensureSecret } from './secret.ts';
export type { OidcSettings } from './oidc-settings.ts';
