import type { ServerResponse } from 'node:http';
import { listAttributes } from '../../../people/contacts/index.ts';
import type { Form } from '../form/form.ts';
import { languagesOf } from '../form/form.ts';
import { findFormRow, formOf } from '../form/queries.ts';
import { findHost, type Host, type PublicDeps } from '../house.ts';
import { formPage, trapField, type FormShown } from '../pages/form-page.ts';
import { noticePage } from '../pages/notice-pages.ts';
import { pageWords, pickLanguage, type PageText } from '../pages/page-words.ts';
import { readInput } from '../sign-up/read-input.ts';
import { startToken, tookItsTime } from '../sign-up/start-token.ts';
import { countDay } from '../sign-up/submissions.ts';
import { submitForm } from '../sign-up/submit-form.ts';
import { listLiveTopics } from '../topics/topics.ts';
import { readToken } from '../tokens.ts';
import { ok, send, sendJson, wordsFor, type Answer, type Exchange } from './exchange.ts';

/** A form's hosted page (GET) and what is sent to it, from there or from another site (POST). Answers true when the token is a form's. */
export async function answerForm(deps: PublicDeps, token: string, exchange: Exchange, response: ServerResponse): Promise<boolean> {
  const claim = readToken(deps.keys, 'form', token);
  if (!claim) return false;
  const host = await findHost(deps, claim[0]!);
  const row = host && await findFormRow.maybe(deps.db, [claim[0], claim[1]]);
  const notice = (status: number, title: PageText, text: PageText) => answerNotice(response, exchange, status, host ?? null, title, text);
  if (!row || row.archived_at) {
    notice(410, 'gone_title', 'gone');
    return true;
  }
  const form = formOf(row);
  const languages = languagesOf(form);
  const language = pickLanguage([exchange.sent.get('language') ?? '', ...exchange.languages].filter(Boolean), languages, form.language);
  const door: FormDoor = { deps, exchange, response, form, host, language, token };
  if (exchange.isPost) await take(door);
  else send(response, ok(formPage(await shownOf(door))));
  return true;
}

interface FormDoor {
  deps: PublicDeps;
  exchange: Exchange;
  response: ServerResponse;
  form: Form;
  host: Host;
  language: string;
  token: string;
}

async function shownOf({ deps, form, host, language, exchange, token }: FormDoor): Promise<FormShown> {
  const topics = (await listLiveTopics(deps.db, form.workspaceId)).filter(({ id }) => form.topicIds.includes(id));
  return { form, host, language, topics, attributes: await listAttributes(deps.db, form.workspaceId), start: startToken(deps.keys, form, exchange.now), action: `/f/${token}` };
}

async function take(door: FormDoor): Promise<void> {
  const { deps, exchange, response, form, host, language } = door;
  const { sent, now } = exchange;
  const notice = (status: number, title: PageText, text: PageText) => answerNotice(response, { ...exchange, languages: [language] }, status, host, title, text);
  // Robots fill what nobody sees. They hear what everybody hears, and nothing is kept but a count.
  if ((sent.get(trapField) ?? '') !== '') {
    await countDay.trapped.run(deps.db, [form.workspaceId, form.id, now]);
    return notice(200, 'sent_title', 'sent');
  }
  const read = readInput(form, await listAttributes(deps.db, form.workspaceId), sent);
  const again = async (status: number, more: Pick<FormShown, 'problems' | 'lookOver'>) => {
    if (!exchange.wantsJson) return send(response, { status, page: formPage({ ...await shownOf(door), sent, ...more }) });
    const words = pageWords(language);
    const problems = Object.fromEntries([...more.problems ?? []].map(([field, text]) => [field, words.say(text)]));
    return sendJson(response, status, { text: words.say(more.lookOver ? 'look_over' : 'mend'), problems, start: startToken(deps.keys, form, now) });
  };
  if ('problems' in read) return again(422, { problems: read.problems });
  // Too fast for a person, or from a page that knows no time: asked to look over it, which costs a person one press.
  if (!tookItsTime(deps.keys, sent.get('start'), form, now)) return again(exchange.wantsJson ? 425 : 200, { lookOver: true });
  const outcome = await submitForm(deps, { form, host, input: read.input, language, address: exchange.address, now });
  return outcome === 'limited' ? notice(429, 'busy_title', 'busy') : notice(200, 'sent_title', 'sent');
}

/** One sentence, as a page or to a script. */
function answerNotice(response: ServerResponse, exchange: Exchange, status: number, host: Host | null, title: PageText, text: PageText): void {
  const words = wordsFor(exchange);
  if (exchange.wantsJson) return sendJson(response, status, { title: words.say(title), text: words.say(text) });
  const answer: Answer = { status, page: noticePage(words, host, title, text), ...(status === 429 ? { headers: ['retry-after', '900'] } : {}) };
  send(response, answer);
}
