import type { Queryable } from '../../../platform/db/index.ts';
import type { MessageId, WorkspaceId } from '../../../platform/identity/index.ts';
import { defaultServer } from '../../transport/index.ts';
import type { CompiledContent, CompiledLink } from '../content/compiled-email.ts';
import { escapeHtml } from '../content/escape-html.ts';
import { openLane } from './lanes.ts';
import { ownSender } from './own-sender.ts';
import { planOne } from './plan-messages.ts';
import { storeCompiled } from './store-compiled.ts';

export interface MemberMail {
  workspaceId: WorkspaceId;
  memberId: number;
  subject: string;
  text: string;
  /** Without it, the text is shown as it is, with its links made clickable. */
  html?: string;
  /** `transactional` for what the member asked for (a password link), `internal` for the rest. */
  purpose: 'transactional' | 'internal';
  now: Date;
}

/** Plans a mail to a member: invitations, password links, reports. It takes the same road as all mail; links in it are not tracked. */
export async function sendToMember(tx: Queryable, mail: MemberMail): Promise<MessageId> {
  const { serverId, from } = await ownSender(tx, mail.workspaceId);
  const content: CompiledContent = {
    format: 1, from,
    replyTo: null, subject: [mail.subject], text: [mail.text], html: [mail.html ?? plainPage(mail.text)], required: [],
  };
  const compiledId = await storeCompiled(tx, mail.workspaceId, content, []);
  const laneId = await openLane(tx, { workspaceId: mail.workspaceId, sourceKind: `member-${mail.purpose}`, sourceId: 0, serverId, purpose: mail.purpose, team: null });
  return planOne(tx, {
    workspaceId: mail.workspaceId, laneId, sourceKind: 'member-mail', sourceId: compiledId, step: 0, compiledId,
    recipientKind: 'member', recipientId: mail.memberId, dueAt: mail.now, expiresAt: null, now: mail.now,
  });
}

export interface TestMail {
  workspaceId: WorkspaceId;
  /** Who gets it: a member, whatever contact it is filled for. */
  memberId: number;
  content: CompiledContent;
  links: readonly CompiledLink[];
  /** Values by path (`contact.first_name`), such as a sample contact's. */
  vars: Record<string, unknown>;
  /** The server to go through; null: the usual one. */
  serverId: number | null;
  now: Date;
}

/** Plans a test of an email to a member. It counts nowhere. */
export async function sendTest(tx: Queryable, mail: TestMail): Promise<MessageId> {
  const serverId = mail.serverId ?? (await defaultServer(tx, mail.workspaceId));
  const compiledId = await storeCompiled(tx, mail.workspaceId, mail.content, mail.links);
  const laneId = await openLane(tx, { workspaceId: mail.workspaceId, sourceKind: 'test', sourceId: 0, serverId: serverId as never, purpose: 'internal', team: null });
  return planOne(tx, {
    workspaceId: mail.workspaceId, laneId, sourceKind: 'test', sourceId: compiledId, step: 0, compiledId,
    recipientKind: 'member', recipientId: mail.memberId, vars: mail.vars, dueAt: mail.now, expiresAt: null, now: mail.now,
  });
}

function plainPage(text: string): string {
  const linked = escapeHtml(text).replace(/https?:\/\/[^\s<>"]+/g, (url) => `<a href="${url}">${url}</a>`);
  return `<!doctype html><html><body style="font:15px/1.5 sans-serif;white-space:pre-wrap">${linked}</body></html>`;
}
