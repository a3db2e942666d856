// What the screens call things about people.

/** A person's name, else their address, else what is left of them. */
export function nameOf(contact: { firstName: string; lastName: string; email: string | null }): string {
  return `${contact.firstName} ${contact.lastName}`.trim() || contact.email || 'Erased person';
}

export const consentWords = { unknown: 'Not known', given: 'Given', withdrawn: 'Withdrawn' } as const;

const reasons: Record<string, string> = {
  unsubscribed: 'Unsubscribed', bounced: 'Bounced', complained: 'Complained', manual: 'Suppressed by hand', imported: 'Suppressed by import', erased: 'Erased on request',
};

/** Why an address is never written to. */
export const reasonWords = (reason: string): string => reasons[reason] ?? reason;
