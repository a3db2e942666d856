import { createHash } from 'node:crypto';
import { isTrackable, type TrackingLinks } from '../../tracking/index.ts';
import { addressField, mailDate, plainField, textField, wireAddress } from '../mime/header.ts';
import { closeBody, encodePiece } from '../mime/quoted-printable.ts';
import { keep } from '../../../platform/words/contract.ts';
import { isPersonalTarget, type CompiledContent, type CompiledLink, type Part } from './compiled-email.ts';
import { escapeHtml } from './escape-html.ts';
import { LiquidProblem, parseLiquid } from './liquid.ts';
import { liquidScope, readValue, type PersonalValues } from './personal-values.ts';
import { replySubject, threadOf } from './thread.ts';

// A compiled email becomes a mail's bytes in two steps: once per compiled email all static text
// is encoded (here), then each person's slots are filled by joining ready pieces.

export type Purpose = 'marketing' | 'sales' | 'transactional' | 'internal';

export interface CompiledSource {
  workspaceId: number;
  compiledId: number;
  content: CompiledContent;
  links: readonly CompiledLink[];
  purpose: Purpose;
  sourceKind: string;
  sourceId: number;
}

export interface Recipient {
  messageId: number;
  /** Names the message in Message-ID, X-Kindred and the return path. */
  token: string;
  name: string;
  address: string;
  values: PersonalValues;
  /** False for people who refuse tracking: they get no pixel. */
  pixel: boolean;
  date: Date;
}

export interface Prepared {
  /** The whole mail, headers and body, CRLF throughout; throws LiquidProblem when the content fails for this person. */
  fill(recipient: Recipient): string;
}

interface Filling {
  values: PersonalValues;
  messageToken: string;
  messageId: number;
  pixel: boolean;
  scope?: Record<string, unknown>;
}
type Slot = (filling: Filling) => string;

/** After this many people for whom a template ran into its limits, it is not tried on more: each try costs up to 100 ms. */
const exhaustedAtMost = 3;

/** Encodes what is the same for everybody. Throws LiquidProblem when a template cannot be read. */
export function prepareCompiled(source: CompiledSource, links: TrackingLinks): Prepared {
  const { content } = source;
  const targets = linkSlots(source, links);
  const subject = content.subject.map((part) => slot(part, 'subject', targets, links));
  const text = encodedParts(content.text, 'text', targets, links);
  const html = content.html && encodedParts(content.html, 'html', targets, links);
  const fixedSubject = subject.every((part) => typeof part === 'string') ? textField('Subject', subject.join('')) : null;
  const head = fixedHeaders(source);
  const boundary = `=_kindred_${createHash('sha256').update(`${source.workspaceId}/${source.compiledId}`).digest('hex').slice(0, 20)}`;
  let exhausted = 0;

  const compose = (recipient: Recipient): string => {
    const messageToken = links.messageToken(source.workspaceId, recipient.messageId, source.compiledId);
    const unsubscribeUrl = links.unsubscribeUrl(messageToken);
    const filling: Filling = {
      values: { ...recipient.values, unsubscribe_url: unsubscribeUrl, preferences_url: links.preferencesUrl(messageToken) },
      messageToken,
      messageId: recipient.messageId,
      pixel: recipient.pixel,
    };
    let mail = head;
    mail += addressField('To', recipient.name, recipient.address);
    const thread = threadOf(recipient.values.vars);
    mail += thread ? textField('Subject', replySubject(thread.subject)) : fixedSubject ?? textField('Subject', join(subject, filling));
    mail += plainField('Date', mailDate(recipient.date));
    mail += plainField('Message-ID', messageIdOf(recipient.token, content.from.address));
    if (thread) mail += plainField('In-Reply-To', thread.inReplyTo) + foldedField('References', thread.references);
    mail += plainField('X-Kindred', recipient.token);
    if (isCounted(source.purpose)) mail += unsubscribeHeaders(unsubscribeUrl);
    if (!html) return `${mail}${textHead}\r\n${closeBody(join(text, filling))}`;
    return `${mail}Content-Type: multipart/alternative;\r\n boundary="${boundary}"\r\n\r\n`
      + `--${boundary}\r\n${textHead}\r\n${closeBody(join(text, filling))}`
      + `--${boundary}\r\n${htmlHead}\r\n${closeBody(join(html, filling))}--${boundary}--\r\n`;
  };

  return {
    fill(recipient) {
      if (exhausted >= exhaustedAtMost) throw new LiquidProblem(keep('the template ran into its limits for others before'), true);
      try {
        return compose(recipient);
      } catch (error) {
        if (error instanceof LiquidProblem && error.exhausted) exhausted += 1;
        throw error;
      }
    },
  };
}

/** The Message-ID of a message: the same on any try, so that a reader's program can drop a double. */
export function messageIdOf(token: string, fromAddress: string): string {
  const address = wireAddress(fromAddress);
  return `<${token}${address.slice(address.lastIndexOf('@'))}>`;
}

/** Whether a purpose counts in the figures and carries an opt-out. */
export const isCounted = (purpose: Purpose): boolean => purpose === 'marketing' || purpose === 'sales';

const textHead = 'Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n';
const htmlHead = 'Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n';

function fixedHeaders(source: CompiledSource): string {
  const { content, purpose } = source;
  let head = 'MIME-Version: 1.0\r\n' + addressField('From', content.from.name, content.from.address);
  if (content.replyTo) head += addressField('Reply-To', '', content.replyTo);
  // RFC 3834, 5: no out-of-office answers to what a program sent on its own.
  if (!isCounted(purpose)) head += plainField('Auto-Submitted', 'auto-generated');
  else head += plainField('Feedback-ID', `${source.sourceKind}-${source.sourceId}:${purpose}:w${source.workspaceId}:kindred`);
  return head;
}

/** RFC 8058: an https (or, for trying out, http) address that unsubscribes by POST alone. */
function unsubscribeHeaders(url: string): string {
  return plainField('List-Unsubscribe', `<${url}>`) + plainField('List-Unsubscribe-Post', 'List-Unsubscribe=One-Click');
}

/** One to a line: a long conversation would pass the 998 octets of RFC 5322, 2.1.1. */
const foldedField = (name: string, values: readonly string[]): string => `${name}: ${values.join('\r\n ')}\r\n`;

function join(parts: readonly (string | Slot)[], filling: Filling): string {
  let joined = '';
  for (const part of parts) joined += typeof part === 'string' ? part : part(filling);
  return joined;
}

function encodedParts(parts: readonly Part[], where: 'html' | 'text', targets: Map<number, Slot>, links: TrackingLinks): (string | Slot)[] {
  return parts.map((part) => {
    const made = slot(part, where, targets, links);
    return typeof made === 'string' ? encodePiece(made) : (filling) => encodePiece(made(filling));
  });
}

function slot(part: Part, where: 'html' | 'text' | 'subject', targets: Map<number, Slot>, links: TrackingLinks): string | Slot {
  if (typeof part === 'string') return part;
  if ('value' in part) {
    const escape = part.escape === 'html' ? escapeHtml : (text: string) => text;
    return ({ values }) => escape(readValue(values, part.value) ?? part.default ?? '');
  }
  if ('liquid' in part) return liquidSlot(part, targets);
  if ('pixel' in part) return where === 'html' ? pixelSlot(links) : '';
  const address: Slot = 'link' in part
    ? targets.get(part.link) ?? (() => '')
    : ({ messageToken }) => links.unsubscribeUrl(messageToken);
  return where === 'html' ? (filling) => escapeHtml(address(filling)) : address;
}

function liquidSlot(part: { liquid: string; escape: 'html' | 'none' }, targets: Map<number, Slot>): Slot {
  const render = parseLiquid(part.liquid, part.escape);
  const usesLinks = part.liquid.includes('kindred.');
  return (filling) => {
    filling.scope ??= liquidScope(filling.values);
    if (!usesLinks) return render(filling.scope);
    const addresses: string[] = [];
    for (const [index, address] of targets) addresses[index] = address(filling);
    return render({ ...filling.scope, kindred: { links: addresses } });
  };
}

function pixelSlot(links: TrackingLinks): Slot {
  return ({ pixel, messageToken }) => pixel
    ? `<img src="${escapeHtml(links.pixelUrl(messageToken))}" width="1" height="1" alt="" style="display:block;width:1px;height:1px;border:0">`
    : '';
}

/** For each link what makes its address; a target that is the same for all is signed once. Calls and mails stay as they are. */
function linkSlots(source: CompiledSource, links: TrackingLinks): Map<number, Slot> {
  const { workspaceId, compiledId } = source;
  return new Map(source.links.map(({ index, target }): [number, Slot] => {
    if (isPersonalTarget(target)) {
      const render = parseLiquid(target, 'none');
      return [index, (filling) => {
        filling.scope ??= liquidScope(filling.values);
        const own = render(filling.scope).trim();
        if (isTrackable(own)) return links.dynamicClickUrl(workspaceId, filling.messageId, filling.messageToken, index, own);
        if (isDirect(own)) return own;
        throw new LiquidProblem(keep('link {number} has no usable address for this person', { number: index + 1 }), false);
      }];
    }
    if (!isTrackable(target)) return [index, () => target];
    const token = links.linkToken(workspaceId, compiledId, index, target);
    return [index, ({ messageToken }) => links.clickUrl(messageToken, token)];
  }));
}

/** What a reader's program opens itself, not through us. */
const isDirect = (target: string): boolean => /^(?:mailto|tel|sms):[^\s<>"]+$/i.test(target);
