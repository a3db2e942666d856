import type { CompiledEmail } from '../../../craft/emails/index.ts';
import type { CompiledContent } from '../../../delivery/messages/index.ts';
import { isMailAddress } from '../../../delivery/messages/index.ts';
import { clipLimitBytes } from '../../../craft/emails/contract.ts';
import { phrase, t, tn, type Phrase } from '../../../platform/words/contract.ts';
import type { PreflightItem } from '../contract.ts';
import type { Forecast } from './forecast-audience.ts';
import { timingItems, type TimingFacts } from './timing-items.ts';

/** Everything that decides whether a campaign may be launched, as it stood when gathered. */
export interface PreflightFacts {
  subject: string;
  preheader: string;
  fromName: string;
  fromAddress: string;
  replyTo: string | null;
  postalAddress: string;
  compiled: Pick<CompiledEmail, 'content' | 'findings' | 'sizeBytes' | 'variables' | 'links'>;
  /** Lists and segments written to. */
  sources: number;
  /** What keeps its segments from being asked, by name; null: nothing. */
  segmentProblem: string | null;
  forecast: Forecast;
  timing: TimingFacts;
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
  return [...sender(facts), ...subject(facts), ...legal(facts), ...content(facts), ...audience(facts), ...timingItems(facts.timing, facts.forecast), ...way(facts)];
}

export const mayLaunch = (items: readonly PreflightItem[]): boolean => !items.some(({ level }) => level === 'stop');

interface More { fix?: string; href?: string; line?: number | null; block?: string | null }

function item(level: Level, code: string, where: Where, title: string, detail: string, { fix, href, line, block }: More = {}): PreflightItem {
  return { level, code, where, title, detail, line: line ?? null, block: block ?? null, fix: fix ?? null, href: href ?? null };
}

function sender({ fromAddress, replyTo, domain, server }: PreflightFacts): PreflightItem[] {
  if (fromAddress.trim() === '') return [item('stop', 'from_missing', 'from', t('No sender address'), t('Readers must see who writes to them.'), { fix: t('Set the address this mail comes from.') })];
  if (!isMailAddress(fromAddress)) return [item('stop', 'from_invalid', 'from', t('The sender address is not one'), t('{fromAddress} cannot be used as an address.', { fromAddress }), { fix: t('Correct the sender address.') })];
  const items = [item('ok', 'from', 'from', t('Sender address'), fromAddress)];
  if (replyTo && !isMailAddress(replyTo)) items.push(item('stop', 'reply_to_invalid', 'from', t('The reply address is not one'), t('{replyTo} cannot be used as an address.', { replyTo }), { fix: t('Correct it, or leave it empty.') }));
  if (server?.kind === 'smtp') items.push(domainItem(fromAddress, domain));
  return items;
}

function domainItem(fromAddress: string, domain: PreflightFacts['domain']): PreflightItem {
  const name = fromAddress.slice(fromAddress.lastIndexOf('@') + 1);
  const href = '/settings/sending';
  if (!domain) return item('warn', 'domain_unknown', 'from', t('The sending domain is not set up'), t('Mail from {name} goes out without our DKIM signature; large providers refuse or hide bulk mail without one.', { name }), { fix: t('Add {name} as a sending domain.', { name }), href });
  if (!domain.checked) return item('warn', 'domain_unchecked', 'from', t('DNS has not been asked'), t('Nobody has checked yet what DNS says of {name}.', { name }), { fix: t('Check the sending domain.'), href });
  if (domain.problems.length > 0) return item('warn', 'domain_problems', 'from', t('DNS lacks something'), domain.problems.join(' '), { fix: t('Add the records shown for the domain.'), href });
  return item('ok', 'domain', 'from', t('Sending domain'), t('SPF, DKIM and DMARC of {name} are in place.', { name }));
}

/** What phones show of a subject, roughly. */
const longSubject = 70;

function subject({ subject: text, preheader, compiled }: PreflightFacts): PreflightItem[] {
  const items = compiled.findings.filter(({ where }) => where === 'subject' || where === 'preheader').map(findingItem);
  if (text.trim() === '') items.push(item('stop', 'subject_missing', 'subject', t('No subject'), t('A mail without a subject looks like a mistake, and filters take it for one.'), { fix: t('Write a subject.') }));
  else if (text.length > longSubject) items.push(item('warn', 'subject_long', 'subject', t('A long subject'), t('{count} characters; phones show about 40, most programs fewer than {longSubject}.', { count: text.length, longSubject }), { fix: t('Put what matters first, or shorten it.') }));
  else items.push(item('ok', 'subject', 'subject', t('Subject'), text));
  if (preheader.trim() === '') items.push(item('warn', 'preheader_missing', 'preheader', t('No preheader'), t('Inboxes show the beginning of the body beside the subject instead.'), { fix: t('Write a line that goes on from the subject.') }));
  return items;
}

function legal({ compiled, postalAddress }: PreflightFacts): PreflightItem[] {
  const { content: made } = compiled;
  const items: PreflightItem[] = [];
  if (made) {
    items.push(mentions(made, 'unsubscribe_url')
      ? item('ok', 'opt_out', 'body', t('A way out'), t('The body has a link to opt out, and the header offers it in one click.'))
      : item('stop', 'opt_out_missing', 'body', t('No way out in the body'), t('Commercial mail needs a visible link to opt out; the one in the header is not enough.'), { fix: t('Put a link with the address {{ unsubscribe_url }} into the body.') }));
  }
  if (postalAddress.trim() === '') {
    items.push(item('stop', 'postal_address_missing', 'settings', t('No postal address'), t('Commercial mail must say where its sender can be found.'), { fix: t('Write your postal address in the settings.'), href: '/settings' }));
  } else if (made) {
    items.push(mentions(made, 'workspace.postal_address') || holdsText(made, postalAddress)
      ? item('ok', 'postal_address', 'body', t('Postal address'), t('It stands in the body.'))
      : item('stop', 'postal_address_absent', 'body', t('The postal address is not in the body'), t('Commercial mail must say where its sender can be found.'), { fix: t('Put {{ workspace.postal_address }} into the body.') }));
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
  // Where a visual mail is cut off stands beside its block; here its size is told once, below.
  const items = compiled.findings.filter(({ where, code }) => (where === 'body' || where === 'text') && code !== 'size_clipped').map(findingItem);
  const broken = items.filter(({ code }) => code.startsWith('link_'));
  if (compiled.links.length > 0 && broken.length === 0) items.push(item('ok', 'links', 'body', t('Links'), tn(compiled.links.length, '{count} link, all well-formed.', '{count} links, all well-formed.')));
  const kilobytes = (bytes: number) => `${Math.ceil(bytes / 1024)} KB`;
  if (compiled.content) {
    items.push(compiled.sizeBytes > clipLimitBytes
      ? item('warn', 'size_clipped', 'body', t('Gmail will cut it off'), t('{sizeBytes} of HTML; Gmail shows the first {clipLimitBytes} and hides the rest, the way out and the pixel with it.', { sizeBytes: kilobytes(compiled.sizeBytes), clipLimitBytes: kilobytes(clipLimitBytes) }), { fix: t('Shorten it, or take out styles and comments.') })
      : item('ok', 'size', 'body', t('Size'), t('{sizeBytes} of HTML, under the {clipLimitBytes} that Gmail shows.', { sizeBytes: kilobytes(compiled.sizeBytes), clipLimitBytes: kilobytes(clipLimitBytes) })));
  }
  return [...items, ...variables(compiled, forecast)];
}

function variables({ variables: used, content: made }: PreflightFacts['compiled'], { held }: Forecast): PreflightItem[] {
  if (!made) return [];
  const lacking = held.filter(({ reason }) => reason.startsWith('missing_variable'));
  const items = lacking.map(({ reason, count: people }) => {
    const path = reason.slice('missing_variable: '.length);
    return item('warn', 'variable_missing', 'body', tn(people, '{count} contact without {path}', '{count} contacts without {path}', { path }), t('They are held and listed until they have a value, and dropped when the hold runs out.'),
      { fix: t('Give it a default: {{ {path} | default: "there" }}.', { path: path.split(', ')[0] ?? path }), ...placeOfUse(used.find((use) => use.path === path)) });
  });
  const open = used.filter(({ required, known }) => required && known);
  if (items.length === 0 && !used.some(({ known }) => !known)) {
    items.push(item('ok', 'variables', 'body', t('Variables'), open.length === 0 ? t('Each has a default, or there are none.') : t('Everybody in the audience has a value for each.')));
  }
  return items;
}

function audience({ sources, segmentProblem, forecast }: PreflightFacts): PreflightItem[] {
  if (segmentProblem !== null) return [item('stop', 'segment_broken', 'audience', t('A segment cannot be asked'), segmentProblem, { fix: t('Mend the segment, or take it out of the audience.'), href: '/segments' })];
  if (sources === 0) return [item('stop', 'audience_missing', 'audience', t('No audience'), t('No list and no segment is chosen.'), { fix: t('Choose the lists and segments this goes to.') })];
  if (forecast.audience === 0) return [item('stop', 'audience_empty', 'audience', t('Nobody in the audience'), t('The lists and segments chosen have no contacts left after exclusions.'), { fix: t('Choose others, or add contacts.') })];
  const sum = (counts: { count: number }[]) => counts.reduce((all, { count: one }) => all + one, 0);
  const parts = [
    tn(forecast.audience, '{count} contact', '{count} contacts'),
    ...(forecast.duplicates > 0 ? [t('{count} on more than one list or segment, mailed once', { count: forecast.duplicates })] : []),
    ...(forecast.excluded > 0 ? [t('{count} excluded', { count: forecast.excluded })] : []),
    ...(forecast.held.length > 0 ? [t('{count} held at first', { count: sum(forecast.held) })] : []),
    ...(forecast.dropped.length > 0 ? [t('{count} not mailed', { count: sum(forecast.dropped) })] : []),
  ];
  if (!forecast.judged) return [item('ok', 'audience', 'audience', tn(forecast.audience, '{count} contact in the audience', '{count} contacts in the audience'), parts.join('; ') + '.')];
  if (forecast.mailed === 0) return [item('warn', 'audience_stands', 'audience', t('Nobody would be mailed now'), parts.join('; ') + '.', { fix: t('See why below.') })];
  return [item('ok', 'audience', 'audience', forecast.timetable.length > 0 ? tn(forecast.mailed, '{count} mail would go', '{count} mails would go') : tn(forecast.mailed, '{count} mail would go now', '{count} mails would go now'), parts.join('; ') + '.')];
}

function way({ server, trackingProblem }: PreflightFacts): PreflightItem[] {
  if (!server) return [item('stop', 'server_missing', 'server', t('No mail server'), t('The campaign names no server, or one that was put away.'), { fix: t('Choose a server.') })];
  if (server.kind === 'local') return [item('warn', 'server_local', 'server', t('Nothing leaves this machine'), t('The built-in mailbox takes the mails and shows them in the browser; nobody else gets one.'), { fix: t('Add a real mail server to reach people.'), href: '/settings/sending' })];
  const items: PreflightItem[] = [];
  if (server.pausedReason !== null) items.push(item('warn', 'server_paused', 'server', t('The mail server waits'), server.pausedReason, { href: '/settings/sending' }));
  if (server.tested === null) items.push(item('warn', 'server_untested', 'server', t('The mail server was never tried'), t('Nobody has tested {name} yet.', { name: server.name }), { fix: t('Test it, or send yourself a test mail.'), href: '/settings/sending' }));
  else if (!server.tested) items.push(item('warn', 'server_failed', 'server', t('The mail server failed its last test'), t('{name} did not work when it was tested last.', { name: server.name }), { fix: t('Test it again and mend what it says.'), href: '/settings/sending' }));
  else items.push(item('ok', 'server', 'server', t('Mail server'), server.name));
  items.push(trackingProblem === null
    ? item('ok', 'address', 'settings', t('Address in links'), t('Readers can reach it.'))
    : item('stop', 'address_unreachable', 'settings', t('Readers could not reach us'), t('{trackingProblem} Links, pictures and the way out would lead nowhere.', { trackingProblem }), { fix: t('Start Kindred with a public base URL or tracking host.'), href: '/settings' }));
  return items;
}

const placeOfUse = (use: CompiledEmail['variables'][number] | undefined) => ({ line: use?.line ?? null, block: use?.block ?? null });

function findingItem(finding: CompiledEmail['findings'][number]): PreflightItem {
  const { code, message, where, line, block } = finding;
  return item(finding.level === 'error' ? 'stop' : 'warn', code, where, t(titles[code] ?? phrase('Something to mend')), message, { line, block, fix: line === null ? t('Mend it in the editor.') : t('See line {line}.', { line }) });
}

const titles: Record<string, Phrase> = {
  liquid: phrase('Liquid that fails'), liquid_tags: phrase('Liquid that does not pair up'), liquid_lost: phrase('Liquid that would be lost'), mjml: phrase('MJML'), mjml_include: phrase('MJML include'),
  active_content: phrase('Scripts'), unknown_variable: phrase('An unknown variable'), body_empty: phrase('An empty body'), image_alt: phrase('An image without words'), image_source: phrase('An image nobody sees'),
  link_empty: phrase('A link to nowhere'), link_relative: phrase('A link without its host'), link_broken: phrase('A broken link'), link_spaces: phrase('A link with a space'), link_host: phrase('A link to no host'),
  link_local: phrase('A link to this machine'), link_insecure: phrase('A link without encryption'), link_untracked: phrase('A link that cannot be counted'),
};
