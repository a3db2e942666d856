/** Why an address is never written to again. */
export const suppressionReasons = ['unsubscribed', 'bounced', 'complained', 'manual', 'imported', 'erased'] as const;
export type SuppressionReason = (typeof suppressionReasons)[number];
