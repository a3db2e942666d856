// What the screens call things about people.
import { phrase, t, type Phrase } from '../../../platform/ui/words.ts';

/** A person's name, else their address, else what is left of them. */
export function nameOf(contact: { firstName: string; lastName: string; email: string | null }): string {
  return `${contact.firstName} ${contact.lastName}`.trim() || contact.email || t('Erased person');
}

const consents = { unknown: phrase('Not known'), given: phrase('Given'), withdrawn: phrase('Withdrawn') } as const;
const consentSentences = { unknown: phrase('Consent not known'), given: phrase('Consent given'), withdrawn: phrase('Consent withdrawn') } as const;

type Consent = keyof typeof consents;

export const consentWords = (consent: Consent): string => t(consents[consent]);
/** The same standing alone: "Consent given". */
export const consentSentence = (consent: Consent): string => t(consentSentences[consent]);

const reasons: Record<string, Phrase> = {
  unsubscribed: phrase('Unsubscribed'), bounced: phrase('Bounced'), complained: phrase('Complained'), manual: phrase('Suppressed by hand'), imported: phrase('Suppressed by import'), erased: phrase('Erased on request'),
};
const within: Record<string, Phrase> = {
  unsubscribed: phrase('unsubscribed'), bounced: phrase('bounced'), complained: phrase('complained'), manual: phrase('suppressed by hand'), imported: phrase('suppressed by import'), erased: phrase('erased on request'),
};

/** Why an address is never written to. */
export const reasonWords = (reason: string): string => t(reasons[reason] ?? reason);
/** The same behind a colon: "No: unsubscribed". */
export const reasonWithin = (reason: string): string => t(within[reason] ?? reason);
