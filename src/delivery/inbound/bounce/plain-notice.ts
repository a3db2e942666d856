import { addressesIn } from '../mime/mail-header.ts';

// Bounces of programs older than reports, or prouder. They agree on little, but all of them first say what
// happened, recipient by recipient, and then show the mail that came back.

export interface NotedRecipient {
  address: string;
  /** What stands at this recipient, up to the next one. */
  words: string;
}

/** What the notice itself says, without the mail that came back. */
export function noticeOf(text: string): string {
  const lines = text.split('\n');
  const end = lines.findIndex((line, index) => index > 0 && (beginsOriginal.test(line) || (rule.test(line) && /^(?:received|return-path|message-id|from|date)\s*:/i.test(nextLine(lines, index)))));
  const bare = lines.findIndex((line, index) => index > 2 && /^(?:Received|Return-Path|X-Received):/i.test(line));
  const ends = [end, bare].filter((at) => at >= 0);
  return (ends.length > 0 ? lines.slice(0, Math.min(...ends)) : lines).join('\n');
}

const nextLine = (lines: readonly string[], index: number): string => lines.slice(index + 1).find((line) => line.trim() !== '') ?? '';
const rule = /^[-_=*#\s]{8,}$/;
const beginsOriginal = /^\W*(?:(?:-+\s*)?(?:below (?:this line )?is a copy of (?:the|your)|this is a copy of (?:the|your)|(?:the )?(?:header|body|text|start|copy) of (?:the )?(?:original|returned|your)|original message|returned message|unsent message|undelivered message|your (?:original )?message (?:follows|was|begins)|message (?:headers?|text|contents?) follow|included is a copy|-+ ?original (?:message|mail)|forwarded message|unzustellbare nachricht|kopie (?:der|ihrer)))/i;

/** The recipients that a notice names, each with its words. `ours` are addresses that cannot be one: the sender, the postmaster. */
export function notedRecipients(notice: string, ours: ReadonlySet<string>, named: readonly string[]): NotedRecipient[] {
  const wanted = new Set(named.map((address) => address.toLowerCase()));
  const found = new Map<string, string[]>();
  let current: string[] | null = null;
  const before: string[] = [];
  for (const line of notice.split('\n')) {
    for (const address of addressesIn(line)) {
      const key = address.toLowerCase();
      const isRecipient = wanted.size > 0 ? wanted.has(key) : !ours.has(key) && !isRobot(key) && !/\b(?:mail from|envelope-from|from|contact|please (?:send|contact|forward)|e-?mail to|postmaster)\b\s*:?\s*<?$/i.test(line.slice(0, line.indexOf(address)));
      if (!isRecipient) continue;
      if (!found.has(address)) found.set(address, before.splice(0).slice(-4));
      current = found.get(address)!;
    }
    (current ?? before).push(line);
    // `550 <somebody>... User unknown` ends what is said of somebody; what follows leads to the next one.
    if (current && /^\s*[45]\d\d[ -]/.test(line) && addressesIn(line).length > 0) current = null;
  }
  return [...found].map(([address, lines]) => ({ address, words: lines.join('\n') }));
}

const isRobot = (address: string): boolean => /^(?:mailer-daemon|postmaster|mail-?daemon|no-?reply|do-?not-?reply|abuse|support|helpdesk|hostmaster|webmaster|listserv|majordomo)@/.test(address) || /@(?:.*\.)?(?:w3\.org|ietf\.org)$/.test(address);
