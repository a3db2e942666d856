// Texts about a person as they are kept: one line, composed, without control characters, because
// names end up in headers of mail.

/** One line: line breaks and tabs become a blank, other control characters go. */
export function oneLine(text: string): string {
  return isPlain.test(text) ? text.trim() : text.normalize('NFC').replace(/[\s\u00a0]+/g, ' ').replace(invisible, '').trim();
}

/** Several lines: line breaks stay, as \n. */
export function lines(text: string): string {
  return isPlain.test(text) ? text.trim() : text.normalize('NFC').replace(/\r\n?/g, '\n').replace(/[^\S\n]+/g, ' ').replace(invisible, '').trim();
}

const isPlain = /^[\x21-\x7e]*( [\x21-\x7e]+)*$/;
// Controls but for the line break, marks that turn the reading direction (a name may not reorder
// what stands beside it), and halves of surrogate pairs.
const invisible = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]|\p{Cs}/gu;

/** A language as BCP 47 writes it (`de`, `pt-BR`), or undefined. */
export const readLanguage = remembered((text) => {
  const [tag] = Intl.getCanonicalLocales(text.replaceAll('_', '-'));
  return tag !== undefined && /^[a-z]{2,3}(-|$)/.test(tag) && tag.length <= 35 ? tag : undefined;
});

/** A time zone of the IANA database in its usual spelling (`Europe/Berlin`), or undefined. */
export const readTimeZone = remembered((text) =>
  // Offsets (+02:00) are no zones: they know no daylight saving.
  (/^[A-Za-z]/.test(text) ? new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone : undefined));

/** Intl is slow and throws; a sheet says the same few words a million times. */
function remembered(read: (text: string) => string | undefined): (text: string) => string | undefined {
  const known = new Map<string, string | undefined>();
  return (text) => {
    const wanted = text.trim();
    if (known.has(wanted)) return known.get(wanted);
    let value: string | undefined;
    try {
      value = read(wanted);
    } catch {
      value = undefined;
    }
    if (known.size < 2000) known.set(wanted, value);
    return value;
  };
}

/** "Doe, Jane" and "Jane van Doe" into first and last name. */
export function splitName(text: string): { first: string; last: string } {
  const name = oneLine(text);
  const comma = name.indexOf(',');
  if (comma > 0) return { first: name.slice(comma + 1).trim(), last: name.slice(0, comma).trim() };
  const blank = name.indexOf(' ');
  return blank < 0 ? { first: name, last: '' } : { first: name.slice(0, blank), last: name.slice(blank + 1) };
}

/** Longest texts kept, in characters. */
export const longest = { name: 200, job_title: 200, phone: 60, company: 300, consent_source: 300 } as const;
