import type { CompiledEmail } from '../../../craft/emails/index.ts';
import type { CompiledContent } from '../../../delivery/messages/index.ts';
import { isMailAddress } from '../../../delivery/messages/index.ts';
import { clipLimitBytes } from '../../../craft/emails/contract.ts';
import type { PreflightItem } from '../contract.ts';
import type { Forecast } from './forecast-audience.ts';

/** Everything that decides whether a campaign may be launched, as it stood when gathered. */
export interface PreflightFacts {
  subject: string;
  preheader: string;
  fromName: string;
  fromAddress: string;
  replyTo: string | null;
  postalAddress: string;
  compiled: Pick<CompiledEmail, 'content' | 'findings' | 'sizeBytes' | 'variables' | 'links'>;
  lists: number;
  forecast: Forecast;
  server: { name: string; kind: 'smtp' | 'local'; tested: boolean | null; pausedReason: string | null } | null;
  /** What DNS said of the From address's domain; null: it is no sending domain of the workspace. */
  domain: { checked: boolean; problems: string[] } | null;
  /** Why readers cannot reach the address in links; null: they can. */
  trackingProblem: string | null;
}

type Where = PreflightItem['where'];
type Level = PreflightItem['level'];

/** Looks over a campaign. Every question has an answer in the list, so that a green one is seen to have been asked. */
export function preflight(facts: PreflightFacts): PreflightItem[] {
  return [...sender(facts), ...subject(facts), ...legal(facts), ...content(facts), ...audience(facts), ...way(facts)];
}

export const mayLaunch = (items: readonly PreflightItem[]): boolean => !items.some(({ level }) => level === 'stop');

interface More { fix?: string; href?: string; line?: number | null }

function item(level: Level, code: string, where: Where, title: string, detail: string, { fix, href, line }: More = {}): PreflightItem {
  return { level, code, where, title, detail, line: line ?? null, fix: fix ?? null, href: href ?? null };
}

function sender({ fromAddress, replyTo, domain, server }: PreflightFacts): PreflightItem[] {
  if (fromAddress.trim() === '') return [item('stop', 'from_missing', 'from', 'No sender address', 'Readers must see who writes to them.', { fix: 'Set the address this mail comes from.' })];
  if (!isMailAddress(fromAddress)) return [item('stop', 'from_invalid', 'from', 'The sender address is not one', `${fromAddress} cannot be used as an address.`, { fix: 'Correct the sender address.' })];
  const items = [item('ok', 'from', 'from', 'Sender address', fromAddress)];
  if (replyTo && !isMailAddress(replyTo)) items.push(item('stop', 'reply_to_invalid', 'from', 'The reply address is not one', `${replyTo} cannot be used as an address.`, { fix: 'Correct it, or leave it empty.' }));
  if (server?.kind === 'smtp') items.push(domainItem(fromAddress, domain));
  return items;
}

function domainItem(fromAddress: string, domain: PreflightFacts['domain']): PreflightItem {
  const name = fromAddress.slice(fromAddress.lastIndexOf('@') + 1);
  const href = '/settings/sending';
  if (!domain) return item('warn', 'domain_unknown', 'from', 'The sending domain is not set up', `Mail from ${name} goes out without our DKIM signature; large providers refuse or hide bulk mail without one.`, { fix: `Add ${name} as a sending domain.`, href });
  if (!domain.checked) return item('warn', 'domain_unchecked', 'from', 'DNS has not been asked', `Nobody has checked yet what DNS says of ${name}.`, { fix: 'Check the sending domain.', href });
  if (domain.problems.length > 0) return item('warn', 'domain_problems', 'from', 'DNS lacks something', domain.problems.join(' '), { fix: 'Add the records shown for the domain.', href });
  return item('ok', 'domain', 'from', 'Sending domain', `SPF, DKIM and DMARC of ${name} are in place.`);
}

/** What phones show of a subject, roughly. */
const longSubject = 70;

function subject({ subject: text, preheader, compiled }: PreflightFacts): PreflightItem[] {
  const items = compiled.findings.filter(({ where }) => where === 'subject' || where === 'preheader').map(findingItem);
  if (text.trim() === '') items.push(item('stop', 'subject_missing', 'subject', 'No subject', 'A mail without a subject looks like a mistake, and filters take it for one.', { fix: 'Write a subject.' }));
  else if (text.length > longSubject) items.push(item('warn', 'subject_long', 'subject', 'A long subject', `${text.length} characters; phones show about 40, most programs fewer than ${longSubject}.`, { fix: 'Put what matters first, or shorten it.' }));
  else items.push(item('ok', 'subject', 'subject', 'Subject', text));
  if (preheader.trim() === '') items.push(item('warn', 'preheader_missing', 'preheader', 'No preheader', 'Inboxes show the beginning of the body beside the subject instead.', { fix: 'Write a line that goes on from the subject.' }));
  return items;
}

function legal({ compiled, postalAddress }: PreflightFacts): PreflightItem[] {
  const { content: made } = compiled;
  const items: PreflightItem[] = [];
  if (made) {
    items.push(mentions(made, 'unsubscribe_url')
      ? item('ok', 'opt_out', 'body', 'A way out', 'The body has a link to opt out, and the header offers it in one click.')
      : item('stop', 'opt_out_missing', 'body', 'No way out in the body', 'Commercial mail needs a visible link to opt out; the one in the header is not enough.', { fix: 'Put a link with the address {{ unsubscribe_url }} into the body.' }));
  }
  if (postalAddress.trim() === '') {
    items.push(item('stop', 'postal_address_missing', 'settings', 'No postal address', 'Commercial mail must say where its sender can be found.', { fix: 'Write your postal address in the settings.', href: '/settings' }));
  } else if (made) {
    items.push(mentions(made, 'workspace.postal_address') || holdsText(made, postalAddress)
      ? item('ok', 'postal_address', 'body', 'Postal address', 'It stands in the body.')
      : item('stop', 'postal_address_absent', 'body', 'The postal address is not in the body', 'Commercial mail must say where its sender can be found.', { fix: 'Put {{ workspace.postal_address }} into the body.' }));
  }
  return items;
}

/** Whether readers of the HTML (of the text, when that is all there is) get a variable's value. */
function mentions({ html, text }: CompiledContent, path: string): boolean {
  return (html ?? text).some((part) => {
    if (typeof part === 'string') return false;
    if ('unsubscribe' in part) return path === 'unsubscribe_url';
    return 'value' in part ? part.value === path : 'liquid' in part && part.liquid.includes(path);
  });
}

/** Whether the body says a text in so many words, whatever the markup and line breaks between them. */
function holdsText({ html, text }: CompiledContent, wanted: string): boolean {
  const plain = (parts: CompiledContent['text']) => words(parts.map((part) => (typeof part === 'string' ? part : ' ')).join('').replace(/<[^>]*>/g, ' ').replaceAll('&amp;', '&').replaceAll('&nbsp;', ' '));
  return plain(html ?? text).includes(words(wanted));
}

const words = (text: string) => text.toLowerCase().replace(/[\s,;|·•]+/g, ' ').trim();

function content({ compiled, forecast }: PreflightFacts): PreflightItem[] {
  const items = compiled.findings.filter(({ where }) => where === 'body' || where === 'text').map(findingItem);
  const broken = items.filter(({ code }) => code.startsWith('link_'));
  if (compiled.links.length > 0 && broken.length === 0) items.push(item('ok', 'links', 'body', 'Links', `${count(compiled.links.length, 'link')}, all well-formed.`));
  const kilobytes = (bytes: number) => `${Math.ceil(bytes / 1024)} KB`;
  if (compiled.content) {
    items.push(compiled.sizeBytes > clipLimitBytes
      ? item('warn', 'size_clipped', 'body', 'Gmail will cut it off', `${kilobytes(compiled.sizeBytes)} of HTML; Gmail shows the first ${kilobytes(clipLimitBytes)} and hides the rest, the way out and the pixel with it.`, { fix: 'Shorten it, or take out styles and comments.' })
      : item('ok', 'size', 'body', 'Size', `${kilobytes(compiled.sizeBytes)} of HTML, under the ${kilobytes(clipLimitBytes)} that Gmail shows.`));
  }
  return [...items, ...variables(compiled, forecast)];
}

function variables({ variables: used, content: made }: PreflightFacts['compiled'], { held }: Forecast): PreflightItem[] {
  if (!made) return [];
  const lacking = held.filter(({ reason }) => reason.startsWith('missing_variable'));
  const items = lacking.map(({ reason, count: people }) => {
    const path = reason.slice('missing_variable: '.length);
    return item('warn', 'variable_missing', 'body', `${count(people, 'contact')} without ${path}`, `They are held and listed until they have a value, and dropped when the hold runs out.`,
      { fix: `Give it a default: {{ ${path.split(', ')[0]} | default: "there" }}.`, line: used.find((use) => use.path === path)?.line ?? null });
  });
  const open = used.filter(({ required, known }) => required && known);
  if (items.length === 0 && !used.some(({ known }) => !known)) {
    items.push(item('ok', 'variables', 'body', 'Variables', open.length === 0 ? 'Each has a default, or there are none.' : 'Everybody in the audience has a value for each.'));
  }
  return items;
}

function audience({ lists, forecast }: PreflightFacts): PreflightItem[] {
  if (lists === 0) return [item('stop', 'audience_missing', 'audience', 'No audience', 'No list is chosen.', { fix: 'Choose the lists this goes to.' })];
  if (forecast.audience === 0) return [item('stop', 'audience_empty', 'audience', 'Nobody in the audience', 'The lists chosen have no contacts left after exclusions.', { fix: 'Choose other lists, or add contacts.' })];
  const sum = (counts: { count: number }[]) => counts.reduce((all, { count: one }) => all + one, 0);
  const parts = [
    `${count(forecast.audience, 'contact')}`,
    ...(forecast.duplicates > 0 ? [`${number(forecast.duplicates)} on more than one list, mailed once`] : []),
    ...(forecast.excluded > 0 ? [`${number(forecast.excluded)} excluded`] : []),
    ...(forecast.held.length > 0 ? [`${number(sum(forecast.held))} held at first`] : []),
    ...(forecast.dropped.length > 0 ? [`${number(sum(forecast.dropped))} not mailed`] : []),
  ];
  if (forecast.mailed === 0) return [item('warn', 'audience_stands', 'audience', 'Nobody would be mailed now', parts.join('; ') + '.', { fix: 'See why below.' })];
  return [item('ok', 'audience', 'audience', `${count(forecast.mailed, 'mail')} would go now`, parts.join('; ') + '.')];
}

function way({ server, trackingProblem }: PreflightFacts): PreflightItem[] {
  if (!server) return [item('stop', 'server_missing', 'server', 'No mail server', 'The campaign names no server, or one that was put away.', { fix: 'Choose a server.' })];
  if (server.kind === 'local') return [item('warn', 'server_local', 'server', 'Nothing leaves this machine', 'The built-in mailbox takes the mails and shows them in the browser; nobody else gets one.', { fix: 'Add a real mail server to reach people.', href: '/settings/sending' })];
  const items: PreflightItem[] = [];
  if (server.pausedReason !== null) items.push(item('warn', 'server_paused', 'server', 'The mail server waits', server.pausedReason, { href: '/settings/sending' }));
  if (server.tested === null) items.push(item('warn', 'server_untested', 'server', 'The mail server was never tried', `Nobody has tested ${server.name} yet.`, { fix: 'Test it, or send yourself a test mail.', href: '/settings/sending' }));
  else if (!server.tested) items.push(item('warn', 'server_failed', 'server', 'The mail server failed its last test', `${server.name} did not work when it was tested last.`, { fix: 'Test it again and mend what it says.', href: '/settings/sending' }));
  else items.push(item('ok', 'server', 'server', 'Mail server', server.name));
  items.push(trackingProblem === null
    ? item('ok', 'address', 'settings', 'Address in links', 'Readers can reach it.')
    : item('stop', 'address_unreachable', 'settings', 'Readers could not reach us', `${trackingProblem} Links, pictures and the way out would lead nowhere.`, { fix: 'Start Kindred with a public base URL or tracking host.', href: '/settings' }));
  return items;
}

function findingItem(finding: CompiledEmail['findings'][number]): PreflightItem {
  const { code, message, where, line } = finding;
  return item(finding.level === 'error' ? 'stop' : 'warn', code, where, titles[code] ?? 'Something to mend', message, { line, fix: line === null ? 'Mend it in the editor.' : `See line ${line}.` });
}

const titles: Record<string, string> = {
  liquid: 'Liquid that fails', liquid_tags: 'Liquid that does not pair up', liquid_lost: 'Liquid that would be lost', mjml: 'MJML', mjml_include: 'MJML include',
  active_content: 'Scripts', unknown_variable: 'An unknown variable', body_empty: 'An empty body', image_alt: 'An image without words', image_source: 'An image nobody sees',
  link_empty: 'A link to nowhere', link_relative: 'A link without its host', link_broken: 'A broken link', link_spaces: 'A link with a space', link_host: 'A link to no host',
  link_local: 'A link to this machine', link_insecure: 'A link without encryption', link_untracked: 'A link that cannot be counted',
};

const number = (value: number) => value.toLocaleString('en');
const count = (value: number, noun: string) => `${number(value)} ${noun}${value === 1 ? '' : 's'}`;
