import { Problem } from '../errors/index.ts';

/** A company's own sign-in (OpenID Connect). People are matched by their address; it makes no new ones. */
export interface OidcSettings {
  /** Shown on the button: "Sign in with Acme". */
  name: string;
  /** `https://idp.example.com/.well-known/openid-configuration` */
  discoveryUrl: string;
  clientId: string;
  clientSecret: string;
}

/** Names of the settings for a company's own sign-in, for help texts. */
const oidcSettingNames = ['KINDRED_OIDC_DISCOVERY_URL', 'KINDRED_OIDC_CLIENT_ID', 'KINDRED_OIDC_CLIENT_SECRET', 'KINDRED_OIDC_NAME'] as const;

/** Reads them from the environment: undefined when none is set; throws a Problem that names what is missing or wrong. */
export function readOidcSettings(environment: Readonly<Record<string, string | undefined>>): OidcSettings | undefined {
  const [discoveryUrl, clientId, clientSecret, name] = oidcSettingNames.map((key) => environment[key]?.trim() || undefined);
  const needed = { KINDRED_OIDC_DISCOVERY_URL: discoveryUrl, KINDRED_OIDC_CLIENT_ID: clientId, KINDRED_OIDC_CLIENT_SECRET: clientSecret };
  const missing = Object.entries(needed).filter(([, value]) => value === undefined).map(([key]) => key);
  if (missing.length === 3) return undefined;
  if (!discoveryUrl || !clientId || !clientSecret) {
    throw new Problem('invalid', 'oidc_incomplete', `For the company's own sign-in ${missing.join(' and ')} must be set, too; or leave all of them out.`);
  }
  if (!URL.canParse(discoveryUrl) || !/^https?:$/.test(new URL(discoveryUrl).protocol)) {
    throw new Problem('invalid', 'oidc_address', `KINDRED_OIDC_DISCOVERY_URL is "${discoveryUrl}"; it must be the address of the provider's openid-configuration.`);
  }
  return { discoveryUrl, clientId, clientSecret, name: name ?? new URL(discoveryUrl).hostname };
}
