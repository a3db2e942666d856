import { z } from 'zod';

// The frozen, ready-to-fill form of an email: all that sending ever reads. Static text stands
// as it is, everything personal is a slot. Kept as compiled_emails.content and .links.

const escape = z.enum(['html', 'none']);

/** Static text, or one slot. */
export const part = z.union([
  z.string(),
  /** A variable's value; `default` null means: without a value the message is held. */
  z.strictObject({ value: z.string(), default: z.string().nullable(), escape }),
  /** Liquid with control flow. Links in it stand as `{{ kindred.links[3] }}`. */
  z.strictObject({ liquid: z.string(), escape }),
  /** The tracked address of a link, by its index. */
  z.strictObject({ link: z.number().int().min(0) }),
  /** The whole pixel element; nothing for people who refuse tracking, nothing in text. */
  z.strictObject({ pixel: z.literal(true) }),
  /** The address of the recipient's own opt-out page. */
  z.strictObject({ unsubscribe: z.literal(true) }),
]);
export type Part = z.infer<typeof part>;

export const compiledContent = z.strictObject({
  format: z.literal(1),
  from: z.strictObject({ name: z.string(), address: z.string() }),
  replyTo: z.string().nullable(),
  subject: z.array(part),
  html: z.array(part).nullable(),
  text: z.array(part),
  /** Paths of variables that have no default; a recipient who lacks one is held and listed. */
  required: z.array(z.string()),
});
export type CompiledContent = z.infer<typeof compiledContent>;

export const compiledLink = z.strictObject({
  index: z.number().int().min(0),
  /** Kept byte for byte; one that holds `{{` or `{%` is Liquid and is signed per message. */
  target: z.string(),
  /** False for opt-out and preference links, which never count as a click. */
  counts: z.boolean(),
});
export type CompiledLink = z.infer<typeof compiledLink>;

/** Whether a link's target differs from reader to reader. */
export const isPersonalTarget = (target: string): boolean => target.includes('{{') || target.includes('{%');
