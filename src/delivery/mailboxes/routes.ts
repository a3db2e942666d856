import { simpleParser, type AddressObject } from 'mailparser';
import { z } from 'zod';
import type { Database } from '../../platform/db/index.ts';
import { decodeCursor, encodeCursor, implement, pageFrom, type Route } from '../../platform/http/index.ts';
import type { Actor } from '../../platform/identity/index.ts';
import { canManageServers, canView } from '../../people/workspaces/index.ts';
import * as contract from './contract.ts';
import type { LocalMail, LocalMailDetail } from './contract.ts';
import { deleteLocalMails, findLocalMail, listLocalMailRows, type LocalMailRow } from './queries.ts';

/** Sees mail to other members too: it may hold links to sign in as them. */
const seesAll = (actor: Actor): boolean => actor.role === 'owner';
// Never with a key: what lies here may open an account.
const viewing = { allow: canView, scope: null } as const;

/** The built-in mailbox's pages. */
export function mailboxRoutes({ db }: { db: Database }): Route[] {
  return [
    implement(contract.listLocalMails, {
      ...viewing,
      handle: async ({ actor, query }) => {
        const [before] = decodeCursor(query.after, [z.number().int()]) ?? [null];
        const pattern = query.search ? `%${query.search.replace(/[\\%_]/g, '\\$&')}%` : null;
        const rows = await listLocalMailRows.rows(db, [actor.workspaceId, actor.memberId, seesAll(actor), before, pattern, query.limit + 1]);
        return pageFrom(rows, query.limit, present, (row) => encodeCursor(row.id));
      },
    }),
    implement(contract.getLocalMail, {
      ...viewing,
      handle: async ({ actor, params }) => presentDetail(await find(db, actor, params.mailId)),
    }),
    implement(contract.getLocalMailSource, {
      ...viewing,
      handle: async ({ actor, params }) => {
        const row = await find(db, actor, params.mailId);
        return { contentType: 'message/rfc822', filename: `mail-${row.id}.eml`, body: row.raw };
      },
    }),
    implement(contract.emptyLocalMailbox, {
      allow: canManageServers, scope: null, audit: 'mailbox.emptied',
      handle: async ({ actor }) => ({ removed: await deleteLocalMails.run(db, [actor.workspaceId]) }),
    }),
  ];
}

const find = (db: Database, actor: Actor, mailId: number) =>
  findLocalMail.one(db, [actor.workspaceId, actor.memberId, seesAll(actor), mailId], 'mail');

const present = (row: LocalMailRow): LocalMail => ({
  id: row.id, messageId: row.message_id, receivedAt: row.received_at.toISOString(), from: row.sender, to: row.envelope_to, subject: row.subject,
});

async function presentDetail(row: LocalMailRow & { raw: Buffer }): Promise<LocalMailDetail> {
  const mail = await simpleParser(row.raw, { skipHtmlToText: true, skipTextToHtml: true });
  return {
    ...present(row), envelopeFrom: row.envelope_from,
    date: mail.date?.toISOString() ?? null,
    replyTo: mail.replyTo?.text ?? null,
    to: textOf(mail.to) ?? row.envelope_to,
    html: mail.html || null,
    text: mail.text ?? null,
    headers: mail.headerLines.map(({ key, line }) => ({ name: line.slice(0, line.indexOf(':')) || key, value: line.slice(line.indexOf(':') + 1).replace(/\r\n/g, '').trim() })),
    sizeBytes: row.raw.length,
    source: row.raw.toString('latin1'),
  };
}

const textOf = (to: AddressObject | AddressObject[] | undefined): string | undefined =>
  (Array.isArray(to) ? to.map(({ text }) => text).join(', ') : to?.text);
