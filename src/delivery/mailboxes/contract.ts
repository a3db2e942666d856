import { z } from 'zod';
import { endpoint, id, idParam, instant, pageOf, pageQuery } from '../../platform/http/contract.ts';

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
