import type { Transaction } from '../../platform/db/index.ts';
import { asId, type EmailId, type MemberId, type WorkspaceId } from '../../platform/identity/index.ts';
import type { BodyKind, Draft } from './contract.ts';
import { refuseUnreadable } from './document/read-document.ts';
import { insertEmail, insertVersion } from './queries.ts';

export interface NewEmail extends Partial<Draft> {
  workspaceId: WorkspaceId;
  name: string;
  by: MemberId | null;
  now: Date;
}

/** Writes a new email down as its first version; what is not given is empty, and the visual editor writes it on unless it says or looks otherwise. Throws for a visual body that could not be rendered. */
export async function createEmail(tx: Transaction, input: NewEmail): Promise<EmailId> {
  const { workspaceId, by, now } = input;
  const body = input.body ?? '';
  const bodyKind = input.bodyKind ?? kindOf(body);
  refuseUnreadable({ bodyKind, body });
  const { id } = await insertEmail.one(tx, [workspaceId, input.name, by, now], 'email');
  await insertVersion.run(tx, [
    workspaceId, id, 1, input.subject ?? '', input.preheader ?? '', bodyKind, body, input.textBody ?? null, by, now,
  ]);
  return asId<EmailId>(id);
}

/** Programs that give a body without saying its kind gave MJML before there was an editor. */
const kindOf = (body: string): BodyKind => (/^\s*(\{|$)/.test(body) ? 'visual' : 'mjml');
