import type { FetchMessageObject, ImapFlow } from 'imapflow';
import type { Folder, FolderRole } from '../imap/find-folders.ts';

/** A mail as the mailbox has it; `raw` ends after the first 2 MB. */
export interface InboundMail {
  workspaceId: number;
  mailboxId: number;
  folder: string;
  role: FolderRole;
  uidValidity: number;
  uid: number;
  receivedAt: Date;
  raw: Buffer;
}

/** Takes a mail in; the same one again changes nothing. When it fails, the mail is given anew. */
export type TakeMail = (mail: InboundMail) => Promise<unknown>;

/** How far a folder was read. */
export interface FolderPlace {
  uidValidity: number;
  lastUid: number;
  readAt: Date;
}

export interface ReadPorts {
  workspaceId: number;
  mailboxId: number;
  take: TakeMail;
  /** Null: never read before. */
  findPlace(path: string): Promise<FolderPlace | null>;
  storePlace(folder: Folder, place: FolderPlace): Promise<void>;
  /** When the mailbox was connected: older mail answers nothing of ours. */
  connectedAt: Date;
  now(): Date;
}

export const rawAtMost = 2 * 1024 * 1024;
const batchOf = 20;
const aDayMs = 86_400_000;

/**
 * Opens a folder and gives everything new in it to `take`, oldest first, by UID and in batches; the place is stored after
 * each mail, so a broken line costs at most one mail read twice. Answers how many were given.
 */
export async function readFolder(client: ImapFlow, folder: Folder, ports: ReadPorts): Promise<number> {
  const box = await client.mailboxOpen(folder.path, { readOnly: true });
  const uidValidity = Number(box.uidValidity);
  const place = await ports.findPlace(folder.path);
  const isKnown = place !== null && place.uidValidity === uidValidity && place.lastUid < box.uidNext;
  const uids = box.exists === 0 ? [] : isKnown ? await uidsAfter(client, place.lastUid, box.uidNext) : await uidsSince(client, startOf(place, ports));
  // All there was when we looked is behind us once these are taken.
  let lastUid = isKnown ? place.lastUid : 0;
  let given = 0;
  for (let at = 0; at < uids.length; at += batchOf) {
    for await (const mail of client.fetch(uids.slice(at, at + batchOf), { uid: true, internalDate: true, source: { start: 0, maxLength: rawAtMost } }, { uid: true })) {
      if (!mail.source) continue;
      await ports.take({ workspaceId: ports.workspaceId, mailboxId: ports.mailboxId, folder: folder.path, role: folder.role, uidValidity, uid: mail.uid, receivedAt: receivedAt(mail, ports.now()), raw: mail.source });
      lastUid = Math.max(lastUid, mail.uid);
      given += 1;
      // While an unknown folder is looked through, its place waits: cut off half way, it is looked through anew.
      if (isKnown) await ports.storePlace(folder, { uidValidity, lastUid, readAt: ports.now() });
    }
  }
  await ports.storePlace(folder, { uidValidity, lastUid: Math.max(lastUid, box.uidNext - 1), readAt: ports.now() });
  return given;
}

/**
 * A folder seen for the first time, or with new numbers (UIDVALIDITY changed, or its numbers run backwards): from two days
 * before what is surely read, since servers count days by their own zone. Whoever takes the mails knows those it had.
 */
const startOf = (place: FolderPlace | null, { connectedAt }: ReadPorts): Date => new Date((place?.readAt ?? connectedAt).getTime() - (place ? 2 : 1) * aDayMs);

async function uidsAfter(client: ImapFlow, lastUid: number, uidNext: number): Promise<number[]> {
  if (lastUid + 1 >= uidNext) return [];
  // `n:*` names the last mail even where it is older than n (RFC 3501, 6.4.8).
  const found = (await client.search({ uid: `${lastUid + 1}:*` }, { uid: true })) || [];
  return found.filter((uid) => uid > lastUid).toSorted((a, b) => a - b);
}

async function uidsSince(client: ImapFlow, since: Date): Promise<number[]> {
  const found = (await client.search({ since }, { uid: true })) || [];
  return found.toSorted((a, b) => a - b);
}

function receivedAt({ internalDate }: FetchMessageObject, now: Date): Date {
  const at = internalDate ? new Date(internalDate) : now;
  return Number.isNaN(at.getTime()) ? now : at;
}
