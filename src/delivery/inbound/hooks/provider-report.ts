import type { InspectedRecipient } from '../inspect-mail.ts';

export const providers = ['ses', 'postmark', 'mailgun', 'sendgrid'] as const;
export type Provider = (typeof providers)[number];

/** One thing that a mail provider tells of. */
export interface ProviderReport {
  /** The provider's own id of it: heard once. */
  id: string;
  kind: 'bounce' | 'complaint';
  at: Date;
  recipients: InspectedRecipient[];
  /** Texts that may hold our token: the envelope's sender, the Message-ID. */
  traces: string[];
}

/** What a door makes of a request: reports to act on, an address to confirm, or why it is not to be believed. */
export type HookReading = { reports: ProviderReport[]; once?: string; topic?: string } | { confirm: string; topic: string } | { refused: string };

type Fields = Record<string, unknown>;
export const fieldsOf = (value: unknown): Fields => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {});
/** Text, bounded; numbers as they are written, all else empty. */
export const textOf = (value: unknown, most = 2000): string => (typeof value === 'string' ? value.slice(0, most) : typeof value === 'number' ? String(value) : '');

/** A report is believed this long after it was signed; its id is kept longer, so that none acts twice. */
export const believedForMs = 24 * 3_600_000;
const aheadMs = 5 * 60_000;
export const isTimely = (at: Date, now: Date): boolean => now.getTime() - at.getTime() <= believedForMs && at.getTime() - now.getTime() <= aheadMs;

/** A time a provider writes, no later than now; now where it cannot be read. */
export function timeOf(value: unknown, now: Date): Date {
  const at = typeof value === 'number' ? new Date(value * 1000) : new Date(textOf(value, 60));
  return Number.isNaN(at.getTime()) || at > now ? now : at;
}

export const complained = (address: string, type: string): InspectedRecipient => ({ address, status: '', reply: '', permanent: false, reason: `complaint:${type.toLowerCase().replace(/[^a-z-]/g, '').slice(0, 40) || 'abuse'}` });
