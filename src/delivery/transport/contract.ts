import { z } from 'zod';
import { endpoint, id, idParam, instant } from '../../platform/http/contract.ts';
import { says } from '../../platform/words/contract.ts';

// Mail servers and sending domains. Shared with the browser.

// eslint-disable-next-line no-control-regex
const line = (max: number) => z.string().trim().min(1, says('must not be empty')).max(max).refine((text) => !/[\u0000-\u001f\u007f]/.test(text), says('must be a single line'));
const hostName = z.string().trim().max(253).regex(/^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$|^[0-9a-fA-F:]+$/, says('is not the name of a server, such as smtp.example.com'));
const domainName = z.string().trim().toLowerCase().max(253)
  .regex(/^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])$/, says('is not a domain, such as example.com'));
export const security = z.enum(['none', 'starttls', 'tls']);

/** `bounces+{token}@example.com`: an address once the token is in; `{token}` may be left out, then bounces are matched by headers only. */
export const returnPath = z.string().trim().max(200).refine(
  (text) => /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@(?:[A-Za-z0-9-]+\.)+[A-Za-z0-9-]+$/.test(text.replace('{token}', 'abc')) && text.indexOf('@') <= 24,
  says('must look like bounces+{token}@example.com'));

export const serverSettings = z.object({
  name: line(120),
  host: hostName,
  port: z.number().int().min(1).max(65_535),
  security,
  username: line(320).nullable(),
  maxConnections: z.number().int().min(1).max(200).default(10),
  perMinute: z.number().int().min(1).max(1_000_000).nullable().default(null),
  returnPath: returnPath.nullable().default(null),
  mailsPerConnection: z.number().int().min(1).max(100_000).default(100),
});
/** Left out or null in a change: the stored password stays. */
const password = z.string().min(1).max(1000).nullable().optional();

export const testStep = z.object({
  step: z.enum(['resolve', 'connect', 'greeting', 'hello', 'encrypt', 'login', 'sender']),
  ok: z.boolean(),
  words: z.string(),
});
export const serverTest = z.object({ ok: z.boolean(), at: instant, steps: z.array(testStep) });

export const server = z.object({
  id,
  name: z.string(),
  kind: z.enum(['smtp', 'local']),
  host: z.string().nullable(),
  port: z.number().nullable(),
  security: security.nullable(),
  username: z.string().nullable(),
  hasPassword: z.boolean(),
  maxConnections: z.number(),
  perMinute: z.number().nullable(),
  returnPath: z.string().nullable(),
  mailsPerConnection: z.number(),
  /** Why nothing leaves through it for now, and until when. */
  paused: z.object({ until: instant, reason: z.string() }).nullable(),
  lastTest: serverTest.nullable(),
  createdAt: instant,
});
export type ServerView = z.infer<typeof server>;

const tag = 'Sending';
const one = z.object({ serverId: idParam });
export const listServers = endpoint({ method: 'GET', path: '/servers', tag, summary: 'Mail servers', response: z.object({ items: z.array(server) }) });
export const addServer = endpoint({
  method: 'POST', path: '/servers', tag, summary: 'Add a mail server', body: serverSettings.extend({ password }), response: server,
});
export const changeServer = endpoint({
  method: 'PUT', path: '/servers/{serverId}', tag, summary: 'Change a mail server', params: one, body: serverSettings.extend({ password }), response: server,
});
export const archiveServer = endpoint({
  method: 'DELETE', path: '/servers/{serverId}', tag, summary: 'Put a mail server away', params: one, response: z.object({}),
});
export const resumeServer = endpoint({
  method: 'POST', path: '/servers/{serverId}/resume', tag, summary: 'Try a paused mail server again at once', params: one, response: server,
});
export const testServer = endpoint({
  method: 'POST', path: '/servers/{serverId}/test', tag, summary: 'Try a mail server step by step, without sending', params: one,
  body: z.object({ from: z.string().trim().max(254).optional() }), response: serverTest,
});

export const dnsVerdict = z.object({
  record: z.enum(['spf', 'dkim', 'dmarc']),
  standing: z.enum(['good', 'weak', 'missing', 'wrong', 'unanswered']),
  name: z.string(),
  found: z.string().nullable(),
  words: z.string(),
  add: z.string().nullable(),
});
export const sendingDomain = z.object({
  id,
  domain: z.string(),
  selector: z.string(),
  /** The DNS record to publish. */
  record: z.object({ name: z.string(), value: z.string() }),
  checkedAt: instant.nullable(),
  verdicts: z.array(dnsVerdict).nullable(),
  createdAt: instant,
});
export type SendingDomainView = z.infer<typeof sendingDomain>;

const oneDomain = z.object({ domainId: idParam });
const selector = z.string().trim().toLowerCase().max(63).regex(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/, says('may hold letters, digits and hyphens'));
export const listSendingDomains = endpoint({
  method: 'GET', path: '/sending-domains', tag, summary: 'Sending domains and what DNS says of them', response: z.object({ items: z.array(sendingDomain) }),
});
export const addSendingDomain = endpoint({
  method: 'POST', path: '/sending-domains', tag, summary: 'Add a sending domain; its key is made here unless one is given',
  body: z.object({ domain: domainName, selector: selector.optional(), privateKey: z.string().max(20_000).optional() }),
  response: sendingDomain.extend({ warning: z.string().nullable() }),
});
export const removeSendingDomain = endpoint({
  method: 'DELETE', path: '/sending-domains/{domainId}', tag, summary: 'Remove a sending domain and its key', params: oneDomain, response: z.object({}),
});
export const checkSendingDomain = endpoint({
  method: 'POST', path: '/sending-domains/{domainId}/check', tag, summary: 'Ask DNS for SPF, DKIM and DMARC', params: oneDomain, response: sendingDomain,
});
