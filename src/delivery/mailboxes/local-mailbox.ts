import type { AddressInfo } from 'node:net';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import type { Clock } from '../../platform/clock/index.ts';
import type { Database } from '../../platform/db/index.ts';
import type { SigningKeys } from '../tracking/index.ts';
import { findReturnPathToken } from '../messages/index.ts';
import { insertLocalMail, trimLocalMails } from './queries.ts';

// A real SMTP server on a loopback port: until a workspace has a server of its own, its mail goes
// here, by the same road as all mail, and is shown in the browser instead of leaving the machine.

export interface LocalMailbox {
  port: number;
  close(): Promise<void>;
}

export interface LocalMailboxOptions {
  db: Database;
  keys: SigningKeys;
  clock: Clock;
  /** Newest mails kept of each workspace. Default 20,000. */
  keep?: number;
}

const sizeAtMost = 30 * 1024 * 1024;
/** Old mails are cleared away once in so many. */
const trimEvery = 500;

/** Starts the mailbox on a free loopback port. Several processes may each have their own; all fill one table. */
export async function startLocalMailbox({ db, keys, clock, keep = 20_000 }: LocalMailboxOptions): Promise<LocalMailbox> {
  const sinceTrim = new Map<number, number>();

  const store = async (envelope: { from: string; to: string }, raw: Buffer): Promise<void> => {
    // The token says whose mail it is; without one it is not ours, and nobody's to read.
    const owner = findReturnPathToken(keys, envelope.from) ?? findReturnPathToken(keys, headerOf(raw, 'x-kindred'));
    if (!owner) throw Object.assign(new Error('Only mail sent by Kindred is taken here'), { responseCode: 550 });
    const { sender, subject } = await readHead(raw);
    await insertLocalMail.run(db, [owner.workspaceId, owner.messageId, clock.now(), envelope.from, envelope.to, sender, subject, raw]);
    const since = (sinceTrim.get(owner.workspaceId) ?? 0) + 1;
    sinceTrim.set(owner.workspaceId, since % trimEvery);
    if (since >= trimEvery) await trimLocalMails.run(db, [owner.workspaceId, keep]);
  };

  const server = new SMTPServer({
    authOptional: true, disabledCommands: ['AUTH', 'STARTTLS'], disableReverseLookup: true, banner: 'Kindred built-in mailbox', size: sizeAtMost, logger: false,
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        const envelope = { from: mailFrom ? mailFrom.address : '', to: rcptTo.map(({ address }) => address).join(', ') };
        store(envelope, Buffer.concat(chunks)).then(() => callback(null), (error: Error) => {
          callback(Object.assign(error, { responseCode: (error as { responseCode?: number }).responseCode ?? 451 }));
        });
      });
    },
  });
  server.on('error', () => {});
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve());
  });
  return {
    port: (server.server.address() as AddressInfo).port,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function headOf(raw: Buffer): Buffer {
  const end = raw.indexOf('\r\n\r\n');
  return end < 0 ? raw.subarray(0, 65_536) : raw.subarray(0, end + 4);
}

function headerOf(raw: Buffer, name: string): string {
  return new RegExp(`^${name}:(.*)$`, 'im').exec(headOf(raw).toString('latin1'))?.[1]?.trim() ?? '';
}

async function readHead(raw: Buffer): Promise<{ sender: string; subject: string }> {
  const mail = await simpleParser(headOf(raw), { skipHtmlToText: true, skipTextToHtml: true });
  // PostgreSQL's text holds no NUL.
  const clean = (text: string | undefined) => (text ?? '').replaceAll('\0', '').slice(0, 1000);
  return { sender: clean(mail.from?.text), subject: clean(mail.subject) };
}
