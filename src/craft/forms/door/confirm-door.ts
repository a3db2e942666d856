import type { Form } from '../form/form.ts';
import { findFormRow, formOf } from '../form/queries.ts';
import { findHost, type Host, type PublicDeps } from '../house.ts';
import { confirmPage, expiredPage, thanksPage } from '../pages/confirm-pages.ts';
import { noticePage } from '../pages/notice-pages.ts';
import { pageWords, type PageWords } from '../pages/page-words.ts';
import { confirmSignUp } from '../sign-up/confirm-sign-up.ts';
import { findSubmission, type SubmissionRow } from '../sign-up/submissions.ts';
import { sendNewLink } from '../sign-up/submit-form.ts';
import { statement } from '../../../platform/db/index.ts';
import { listLiveTopics } from '../topics/topics.ts';
import { readToken, secondsOf, signToken } from '../tokens.ts';
import { ok, wordsFor, type Answer, type Exchange } from './exchange.ts';

const wordingOf = statement<{ text: string }>('forms.wording', 'select text from form_consents where workspace_id = $1 and form_id = $2 and language = $3 and version = $4');

interface ConfirmDoor {
  deps: PublicDeps;
  exchange: Exchange;
  host: Host;
  form: Form;
  submission: SubmissionRow;
  words: PageWords;
  isLate: boolean;
}

/** The link of a confirmation mail: GET asks, POST confirms or sends a new link. Null when the token is no confirmation's. */
export async function answerConfirmation(deps: PublicDeps, token: string, exchange: Exchange): Promise<Answer | null> {
  const claim = readToken(deps.keys, 'confirmation', token);
  if (!claim) return null;
  const [workspaceId, submissionId, expires] = claim as [number, number, number];
  const host = await findHost(deps, workspaceId);
  const submission = host && await findSubmission.maybe(deps.db, [workspaceId, submissionId]);
  const row = submission && await findFormRow.maybe(deps.db, [workspaceId, submission.form_id]);
  // Waited a month, or erased: nothing is left to confirm.
  if (!host || !submission || !row || submission.email === null) return { status: 410, page: noticePage(wordsFor(exchange), host, 'bad_link_title', 'bad_link') };
  const isLate = secondsOf(exchange.now) > expires;
  const door: ConfirmDoor = { deps, exchange, host, form: formOf(row), submission, words: pageWords(submission.language), isLate };
  return exchange.isPost ? act(door) : look(door);
}

async function look({ deps, host, form, submission, words, isLate }: ConfirmDoor): Promise<Answer> {
  if (submission.confirmed_at) return ok(noticePage(words, host, 'confirmed_title', 'confirmed_before'));
  if (isLate) return ok(expiredPage(words, host));
  const topics = (await listLiveTopics(deps.db, form.workspaceId)).filter(({ id }) => submission.topic_ids.includes(id));
  const { text: consent } = await wordingOf.one(deps.db, [form.workspaceId, form.id, submission.language, submission.consent_version], 'wording');
  return ok(confirmPage(words, { host, email: submission.email!, topics, consent }), { thenTo: form.successUrl });
}

async function act({ deps, exchange, host, form, submission, words, isLate }: ConfirmDoor): Promise<Answer> {
  const { now } = exchange;
  const wanted = exchange.sent.get('action');
  if (wanted === 'again') {
    await sendNewLink(deps, { form, host, submissionId: submission.id, now });
    return ok(noticePage(words, host, 'resent_title', 'resent'));
  }
  if (wanted !== 'confirm') return look({ deps, exchange, host, form, submission, words, isLate });
  if (isLate && !submission.confirmed_at) return ok(expiredPage(words, host));
  const confirmed = await confirmSignUp(deps.db, form, submission.id, { address: exchange.address, now });
  if (confirmed.outcome === 'gone') return { status: 410, page: noticePage(words, host, 'bad_link_title', 'bad_link') };
  const preferences = `/p/${signToken(deps.keys, 'preferences', [form.workspaceId, confirmed.contactId])}`;
  const own = { thanks: form.texts[submission.language]?.thanks ?? '', preferences };
  const page = thanksPage(words, host, confirmed.outcome, own);
  // Led on only where all is well; the address is the form's own, never one that came with the request.
  return confirmed.outcome !== 'blocked' && form.successUrl ? { status: 303, page, headers: ['location', form.successUrl] } : ok(page);
}
