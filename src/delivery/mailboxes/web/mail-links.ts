export interface MailLink { words: string; url: string }

/** The http links of a mail in reading order, each address once. */
export function linksOf(html: string, text: string): MailLink[] {
  const found = new Map<string, MailLink>();
  const add = (url: string, words: string) => {
    if (/^https?:\/\//i.test(url) && !found.has(url)) found.set(url, { url, words });
  };
  if (html) {
    // A document of its own: nothing in it runs or loads.
    const parsed = new DOMParser().parseFromString(html, 'text/html');
    for (const anchor of parsed.querySelectorAll('a[href]')) add(anchor.getAttribute('href') ?? '', (anchor.textContent ?? '').replace(/\s+/g, ' ').trim());
  } else for (const [url] of text.matchAll(/https?:\/\/[^\s<>"]+/g)) add(url, '');
  return [...found.values()];
}
