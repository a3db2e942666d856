import type { z } from 'zod';
import type { Transaction } from '../../platform/db/index.ts';
import { invalid } from '../../platform/errors/index.ts';
import type { Actor } from '../../platform/identity/index.ts';
import { t } from '../../platform/words/contract.ts';
import { judgeDocumentValue, type Draft } from '../emails/contract.ts';
import { draftOf, findEmail, refuseUnreadable } from '../emails/index.ts';
import type { createTemplate as endpoint, TemplateTeam } from './contract.ts';
import { insertTemplate } from './queries.ts';

export type NewTemplate = z.output<typeof endpoint.body>;

/**
 * Saves an email's newest version, a draft as it is given, or blocks; answers the id.
 * Throws `not_found` for an email of somebody else's, `document_newer` or `document_invalid` for what could not be rendered.
 */
export async function createTemplate(tx: Transaction, actor: Pick<Actor, 'workspaceId' | 'memberId' | 'team'>, input: NewTemplate, now: Date): Promise<number> {
  const fromEmail = 'emailId' in input ? input.emailId : null;
  const draft = input.kind === 'block' ? draftOfBlocks(input.content) : 'draft' in input ? input.draft : draftOf(await findEmail.one(tx, [actor.workspaceId, input.emailId], 'email'));
  if (input.kind === 'email') refuseUnreadable(draft);
  return (await insertTemplate.one(tx, [
    actor.workspaceId, input.kind, input.name, input.team ?? teamOf(actor), draft.subject, draft.preheader, draft.bodyKind, draft.body, draft.textBody, fromEmail, actor.memberId, now,
  ], 'template')).id;
}

const teamOf = ({ team }: Pick<Actor, 'team'>): TemplateTeam => team;

/** Blocks are looked at as the whole of a document would be. */
function draftOfBlocks(content: readonly unknown[]): Draft {
  const judged = judgeDocumentValue({ version: 1, look: 'designed', content });
  if ('fault' in judged) throw invalid(judged.fault.code, t('These blocks could not be saved. {reason}', { reason: judged.fault.message }), [{ path: 'body.content', message: judged.fault.message }]);
  return { subject: '', preheader: '', bodyKind: 'visual', body: JSON.stringify(judged.document.content), textBody: null };
}
