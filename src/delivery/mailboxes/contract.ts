import { z } from 'zod';
import { endpoint, id, idParam, instant, pageOf, pageQuery } from '../../platform/http/contract.ts';
import { says } from '../../platform/words/contract.ts';

export { keepsCopies, standardProviders, type Line, type Provider } from './providers.ts';

// The built-in mailbox: what would have left this machine. Shared with the browser.

export const localMail = z.object({
  id,
  messageId: id.nullable(),
  receivedAt: instant,
  from: z.string(),
  to: z.string(),
  subject: z.string(),
});
export type LocalMail = z.infer<typeof localMail>;

const tag = 'Built-in mailbox';
const one = z.object({ mailId: idParam });
export const listLocalMails = endpoint({
  method: 'GET', path: '/mailbox', tag, summary: 'Mails the built-in mailbox took, newest first',
  query: pageQuery.extend({ search: z.string().trim().max(200).optional() }), response: pageOf(localMail),
});
export const getLocalMail = endpoint({
  method: 'GET', path: '/mailbox/{mailId}', tag, summary: 'One mail, taken apart', params: one,
  response: localMail.extend({
    envelopeFrom: z.string(),
    date: instant.nullable(),
    replyTo: z.string().nullable(),
    html: z.string().nullable(),
    text: z.string().nullable(),
    headers: z.array(z.object({ name: z.string(), value: z.string() })),
    sizeBytes: z.number().int(),
    source: z.string(),
  }),
});
export type LocalMailDetail = z.infer<typeof getLocalMail.response>;
export const getLocalMailSource = endpoint({
  method: 'GET', path: '/mailbox/{mailId}/source', tag, summary: 'One mail, byte for byte', params: one, response: z.unknown(),
});
export const emptyLocalMailbox = endpoint({
  method: 'DELETE', path: '/mailbox', tag, summary: 'Empty the built-in mailbox', response: z.object({ removed: z.number().int() }),
});

// Members' own mailboxes.

// eslint-disable-next-line no-control-regex
const singleLine = (max: number) => z.string().trim().max(max).refine((text) => !/[\u0000-\u001f\u007f]/.test(text), says('must be a single line'));
const hostName = z.string().trim().max(253).regex(/^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$|^[0-9a-fA-F:]+$/, says('is not the name of a server, such as imap.example.com'));
const mailLine = z.object({ host: hostName, port: z.number().int().min(1).max(65_535), security: z.enum(['none', 'starttls', 'tls']) });
export const mailboxProvider = z.enum(['google', 'microsoft', 'other']);

/** How an account is reached. `username` null: the address. */
const accountShape = {
  provider: mailboxProvider,
  address: z.email(says('is not an email address')).max(254),
  name: singleLine(120).default(''),
  outgoing: mailLine,
  incoming: mailLine,
  username: singleLine(320).nullable().default(null),
};
export const mailboxAccount = z.object(accountShape);
export type MailboxAccount = z.output<typeof mailboxAccount>;
const withPassword = z.object({ ...accountShape, password: z.string().min(1).max(1000) });
/** A mailbox's own password is used where none is given and nothing else about the account has changed. */
const withKeptPassword = z.object({ ...accountShape, password: z.string().min(1).max(1000).nullable().default(null) });

export const mailboxStep = z.object({
  half: z.enum(['outgoing', 'incoming']),
  step: z.enum(['resolve', 'connect', 'greeting', 'hello', 'encrypt', 'login', 'sender', 'folders']),
  ok: z.boolean(),
  words: z.string(),
});
export type MailboxStep = z.infer<typeof mailboxStep>;
export const mailboxTest = z.object({ ok: z.boolean(), steps: z.array(mailboxStep) });
export type MailboxTest = z.infer<typeof mailboxTest>;

const minuteOfDay = z.number().int().min(0).max(1440);
const settingsShape = {
  name: singleLine(120),
  signature: z.string().max(4000),
  dailyLimit: z.number().int().min(1).max(2000),
  /** The first day's limit and what each working day adds; null: the whole limit at once. */
  ramp: z.object({ start: z.number().int().min(1).max(2000), step: z.number().int().min(1).max(500) }).nullable(),
  spacingSeconds: z.number().int().min(0).max(3600),
  /** Minutes after midnight, by the member's clock; null: at any hour of the working days. */
  hours: z.object({ fromMinute: minuteOfDay, untilMinute: minuteOfDay }).refine((hours) => hours.fromMinute < hours.untilMinute, says('must end after it begins')).nullable(),
  workingDays: z.array(z.number().int().min(1).max(7)).min(1, says('needs a day')).max(7),
};
export const mailboxSettings = z.object(settingsShape);
export type MailboxSettings = z.output<typeof mailboxSettings>;

export const mailboxState = z.enum(['active', 'paused', 'failing']);
export const ownMailbox = z.object({
  id, ...settingsShape, ...accountShape,
  auth: z.enum(['password', 'oauth2']),
  username: z.string(),
  state: mailboxState,
  /** Why it fails, and since when. */
  failing: z.object({ since: instant, reason: z.string() }).nullable(),
  /** Up to when incoming mail was read; null: not yet. */
  checkedAt: instant.nullable(),
  lastTest: mailboxTest.extend({ at: instant }).nullable(),
  /** By the member's clock in `zone`. */
  today: z.object({ sent: z.number().int(), limit: z.number().int(), zone: z.string() }),
  connectedAt: instant,
});
export type OwnMailbox = z.infer<typeof ownMailbox>;
export const colleagueMailbox = z.object({ id, member: z.object({ id, name: z.string() }), address: z.string(), state: mailboxState, checkedAt: instant.nullable() });

const mailboxTag = 'Mailboxes';
const oneMailbox = z.object({ mailboxId: idParam });
export const listMailboxes = endpoint({
  method: 'GET', path: '/mailboxes', tag: mailboxTag, summary: 'Your mailboxes; for managers also which their colleagues have',
  response: z.object({ own: z.array(ownMailbox), colleagues: z.array(colleagueMailbox) }),
});
export const tryMailboxOutgoing = endpoint({
  method: 'POST', path: '/mailboxes/try-outgoing', tag: mailboxTag, summary: 'Try to send from an account, step by step, without sending', body: withKeptPassword, response: mailboxTest,
});
export const tryMailboxIncoming = endpoint({
  method: 'POST', path: '/mailboxes/try-incoming', tag: mailboxTag, summary: 'Try to read an account, step by step', body: withKeptPassword, response: mailboxTest,
});
export const connectMailbox = endpoint({
  method: 'POST', path: '/mailboxes', tag: mailboxTag, summary: 'Connect a mailbox of yours; it is tested, and kept if it works', body: withPassword, response: ownMailbox,
});
export const changeMailboxAccount = endpoint({
  method: 'PUT', path: '/mailboxes/{mailboxId}/account', tag: mailboxTag, summary: 'Change how a mailbox is reached; it is tested, and kept if it works', params: oneMailbox, body: withKeptPassword, response: ownMailbox,
});
export const changeMailbox = endpoint({
  method: 'PUT', path: '/mailboxes/{mailboxId}', tag: mailboxTag, summary: 'Change limits, hours and signature of a mailbox', params: oneMailbox, body: mailboxSettings, response: ownMailbox,
});
export const testMailbox = endpoint({
  method: 'POST', path: '/mailboxes/{mailboxId}/test', tag: mailboxTag, summary: 'Test a connected mailbox in both directions, step by step', params: oneMailbox, response: mailboxTest,
});
export const pauseMailbox = endpoint({
  method: 'POST', path: '/mailboxes/{mailboxId}/pause', tag: mailboxTag, summary: 'Pause a mailbox, or let it go on', params: oneMailbox, body: z.object({ paused: z.boolean() }), response: ownMailbox,
});
export const disconnectMailbox = endpoint({
  method: 'DELETE', path: '/mailboxes/{mailboxId}', tag: mailboxTag, summary: 'Disconnect a mailbox; its passwords and tokens are forgotten', params: oneMailbox, response: z.object({}),
});

const holidays = z.object({ days: z.array(z.iso.date()).max(400) });
export const getHolidays = endpoint({ method: 'GET', path: '/holidays', tag: mailboxTag, summary: 'Days on which nothing leaves your mailbox by itself', response: holidays });
export const setHolidays = endpoint({ method: 'PUT', path: '/holidays', tag: mailboxTag, summary: 'Set your days off', body: holidays, response: holidays });

const signInAddress = z.url({ protocol: /^https?$/, ...says('must be an address that begins with https') }).max(500);
export const mailboxProviderSettings = z.object({
  clientId: singleLine(300).min(1, says('must not be empty')),
  /** Left out or null: the stored one stays. */
  clientSecret: z.string().min(1).max(1000).nullable().default(null),
  authorizeUrl: signInAddress,
  tokenUrl: signInAddress,
  scopes: singleLine(500).min(1, says('must not be empty')),
});
const oneProvider = z.object({ provider: mailboxProvider });
export const providerStanding = z.object({
  provider: mailboxProvider,
  /** An owner has registered this installation with it: members can sign in without a password. */
  ready: z.boolean(),
});
export const listMailboxProviders = endpoint({
  method: 'GET', path: '/mailbox-providers', tag: mailboxTag, summary: 'With which providers members can sign in',
  response: z.object({ items: z.array(providerStanding), redirectUri: z.string() }),
});
export const getMailboxProvider = endpoint({
  method: 'GET', path: '/mailbox-providers/{provider}', tag: mailboxTag, summary: 'How this installation is registered with a provider; the secret is never shown', params: oneProvider,
  response: z.object({ provider: mailboxProvider, clientId: z.string(), hasSecret: z.boolean(), authorizeUrl: z.string(), tokenUrl: z.string(), scopes: z.string() }),
});
export const setMailboxProvider = endpoint({
  method: 'PUT', path: '/mailbox-providers/{provider}', tag: mailboxTag, summary: 'Register this installation with a provider', params: oneProvider, body: mailboxProviderSettings, response: providerStanding,
});
export const removeMailboxProvider = endpoint({
  method: 'DELETE', path: '/mailbox-providers/{provider}', tag: mailboxTag, summary: 'Forget the registration with a provider', params: oneProvider, response: z.object({}),
});
export const beginMailboxSignIn = endpoint({
  method: 'POST', path: '/mailboxes/sign-in', tag: mailboxTag, summary: 'Begin to connect a mailbox by signing in with its provider', body: mailboxAccount, response: z.object({ url: z.string() }),
});
export const finishMailboxSignIn = endpoint({
  method: 'POST', path: '/mailboxes/sign-in/finish', tag: mailboxTag, summary: 'Finish it with what the provider sent back',
  body: z.object({ state: z.string().min(1).max(200), code: z.string().min(1).max(4000) }), response: ownMailbox,
});
