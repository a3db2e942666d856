import { resolve } from 'node:path';
import ipaddr from 'ipaddr.js';
import { z } from 'zod';
import { Problem } from '../errors/index.ts';
import { readOidcSettings, type OidcSettings } from './oidc-settings.ts';

// Every setting comes from the environment, is checked before anything starts, and is read here only.

export const roleNames = ['web', 'hits', 'sender', 'worker'] as const;
export type RoleName = (typeof roleNames)[number];

export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const;

export interface Config {
  port: number;
  /** The address to listen at; loopback unless said. */
  host: string;
  /** Absolute. */
  dataFolder: string;
  /** One's own PostgreSQL; null: the embedded one. */
  databaseUrl: string | null;
  /** Where people reach the app; no slash at the end. */
  baseUrl: string;
  /** The address in links and pixels; no slash at the end. */
  trackingUrl: string;
  /** Ranges of proxies whose X-Forwarded-For is believed, `10.0.0.0/8`. */
  trustedProxies: string[];
  /** What sessions and sealed passwords rest on; null: kept in the data folder. */
  secret: string | null;
  logLevel: (typeof logLevels)[number];
  roles: RoleName[];
  /** The company's own sign-in; null: by password alone. */
  oidc: OidcSettings | null;
}

interface Setting {
  name: string;
  /** What is allowed, for a person whose value was not. */
  allowed: string;
  schema: z.ZodType;
}

const port = z.string().regex(/^\d{1,5}$/).transform(Number).pipe(z.number().max(65_535));
const httpOrigin = z.string().transform((text, context) => {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isOrigin = url && /^https?:$/.test(url.protocol) && url.pathname === '/' && !url.search && !url.hash && !url.username;
  if (!isOrigin) context.addIssue({ code: 'custom' });
  return url?.origin ?? '';
});
const ranges = z.string().transform((text, context) => {
  const parts = text.split(',').map((part) => part.trim()).filter(Boolean).map(asRange);
  if (parts.includes(null)) context.addIssue({ code: 'custom' });
  return parts as string[];
});
const roles = z.string().transform((text) => [...new Set(text.split(',').map((part) => part.trim()))])
  .pipe(z.array(z.enum(roleNames)).min(1));
const postgresUrl = z.string().refine((text) => URL.canParse(text) && /^postgres(ql)?:$/.test(new URL(text).protocol));

const settings = {
  port: { name: 'PORT', allowed: 'a whole number from 0 to 65535', schema: port },
  host: { name: 'HOST', allowed: 'an address of this machine, such as 127.0.0.1 or 0.0.0.0', schema: z.string().regex(/^[A-Za-z0-9.:_-]+$/) },
  dataFolder: { name: 'KINDRED_DATA', allowed: 'a folder', schema: z.string().transform((path) => resolve(path)) },
  databaseUrl: { name: 'DATABASE_URL', allowed: 'an address like postgres://user:password@host:5432/database', schema: postgresUrl },
  baseUrl: { name: 'KINDRED_BASE_URL', allowed: 'http:// or https:// and a host, without a path', schema: httpOrigin },
  trackingUrl: { name: 'KINDRED_TRACKING_URL', allowed: 'http:// or https:// and a host, without a path', schema: httpOrigin },
  trustedProxies: { name: 'KINDRED_TRUSTED_PROXIES', allowed: 'addresses or ranges with commas between them, such as 10.0.0.0/8,127.0.0.1', schema: ranges },
  secret: { name: 'KINDRED_SECRET', allowed: 'at least 32 characters, random ones', schema: z.string().min(32) },
  logLevel: { name: 'KINDRED_LOG_LEVEL', allowed: `one of ${logLevels.join(', ')}`, schema: z.enum(logLevels) },
  roles: { name: 'KINDRED_ROLES', allowed: `some of ${roleNames.join(', ')}, with commas between them`, schema: roles },
} satisfies Record<Exclude<keyof Config, 'oidc'>, Setting>;

/**
 * Reads the settings. An empty variable counts as not set.
 * Throws one Problem that names every bad variable, its value and what is allowed.
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const complaints: string[] = [];
  const read = <Value>(key: keyof typeof settings, otherwise: Value): Value => {
    const { name, allowed, schema } = settings[key];
    const text = environment[name]?.trim();
    if (!text) return otherwise;
    const result = schema.safeParse(text);
    if (result.success) return result.data as Value;
    complaints.push(`${name} is ${shown(name, text)}; it must be ${allowed}.`);
    return otherwise;
  };
  const chosenPort = read('port', 4400);
  const baseUrl = read('baseUrl', `http://localhost:${chosenPort}`);
  const config: Config = {
    port: chosenPort,
    host: read('host', '127.0.0.1'),
    dataFolder: read('dataFolder', resolve('data')),
    databaseUrl: read<string | null>('databaseUrl', null),
    baseUrl,
    trackingUrl: read('trackingUrl', baseUrl),
    trustedProxies: read<string[]>('trustedProxies', []),
    secret: read<string | null>('secret', null),
    logLevel: read<Config['logLevel']>('logLevel', 'info'),
    roles: read<RoleName[]>('roles', [...roleNames]),
    oidc: readOidcSettings(environment) ?? null,
  };
  if (complaints.length > 0) throw new Problem('invalid', 'bad_setting', `${complaints.join('\n')}\nNothing was started.`);
  return config;
}

/** A wrong secret or address is not repeated on a screen or in a log. */
function shown(name: string, text: string): string {
  if (name === 'KINDRED_SECRET') return `${text.length} characters long`;
  return `"${text.replace(/\/\/[^@/]*@/, '//***@')}"`;
}

function asRange(text: string): string | null {
  try {
    return text.includes('/') ? ipaddr.parseCIDR(text) && text : ipaddr.parse(text) && text;
  } catch {
    return null;
  }
}
