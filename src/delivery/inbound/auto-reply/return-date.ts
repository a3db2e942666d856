// When somebody who is away says to be back. Only dates beside words of returning count: a mail is full of others.

const months: Readonly<Record<string, number>> = {
  jan: 1, january: 1, januar: 1, janvier: 1, enero: 1, gennaio: 1, januari: 1, feb: 2, february: 2, februar: 2, 'février': 2, febrero: 2, februari: 2, febbraio: 2,
  mar: 3, march: 3, 'märz': 3, maerz: 3, mrz: 3, mars: 3, marzo: 3, maart: 3, apr: 4, april: 4, avril: 4, abril: 4, aprile: 4,
  may: 5, mai: 5, mayo: 5, maggio: 5, mei: 5, jun: 6, june: 6, juni: 6, juin: 6, junio: 6, giugno: 6, jul: 7, july: 7, juli: 7, juillet: 7, julio: 7, luglio: 7,
  aug: 8, august: 8, 'août': 8, agosto: 8, augustus: 8, sep: 9, sept: 9, september: 9, septembre: 9, septiembre: 9, settembre: 9,
  oct: 10, october: 10, okt: 10, oktober: 10, octobre: 10, octubre: 10, ottobre: 10, nov: 11, november: 11, novembre: 11, noviembre: 11,
  dec: 12, december: 12, dez: 12, dezember: 12, 'décembre': 12, diciembre: 12, dicembre: 12,
};
const weekdays: Readonly<Record<string, number>> = {
  monday: 1, montag: 1, lundi: 1, lunes: 1, tuesday: 2, dienstag: 2, mardi: 2, martes: 2, wednesday: 3, mittwoch: 3, mercredi: 3, 'miércoles': 3,
  thursday: 4, donnerstag: 4, jeudi: 4, jueves: 4, friday: 5, freitag: 5, vendredi: 5, viernes: 5, saturday: 6, samstag: 6, samedi: 6, sunday: 7, sonntag: 7, dimanche: 7,
};
const month = Object.keys(months).toSorted((a, b) => b.length - a.length).join('|');
const weekday = Object.keys(weekdays).join('|');
const day = '(\\d{1,2})(?:st|nd|rd|th|er|\\.)?';
const year = '(?:,?\\s*(\\d{4}))?';

const dateForms: { pattern: RegExp; read: (match: RegExpMatchArray) => Written }[] = [
  { pattern: /(\d{4})-(\d{1,2})-(\d{1,2})/, read: ([, y, m, d]) => ({ year: Number(y), month: Number(m), day: Number(d) }) },
  { pattern: /(\d{1,2})\.\s?(\d{1,2})\.(?:\s?(\d{4}|\d{2})(?!\d))?/, read: ([, d, m, y]) => ({ day: Number(d), month: Number(m), ...yearOf(y) }) },
  { pattern: /(\d{1,2})[/-](\d{1,2})(?:[/-](\d{4}|\d{2}))?(?!\d)/, read: ([, a, b, y]) => slashed(Number(a), Number(b), y) },
  { pattern: new RegExp(`\\b(${month})\\.?\\s+${day}\\b(?!:)${year}`, 'i'), read: ([, m, d, y]) => ({ month: months[m!.toLowerCase()]!, day: Number(d), ...yearOf(y) }) },
  { pattern: new RegExp(`\\b${day}\\s*(?:of\\s+|de\\s+)?(${month})\\b\\.?${year}`, 'i'), read: ([, d, m, y]) => ({ day: Number(d), month: months[m!.toLowerCase()]!, ...yearOf(y) }) },
];

interface Written { year?: number; month: number; day: number }

const yearOf = (text: string | undefined): { year?: number } => (text ? { year: Number(text) + (text.length === 2 ? 2000 : 0) } : {});
/** 13/5 can only be a day first; 5/6 is read as month first, as those who write slashes mostly do. */
const slashed = (a: number, b: number, y: string | undefined): Written => (a > 12 ? { day: a, month: b, ...yearOf(y) } : { day: b, month: a, ...yearOf(y) });

const returning = /(?:back|return(?:ing|s)?|in the office again|again (?:in|at)|available again|reachable again|zur(?:ü|ue)ck|wieder (?:da|im|erreichbar|für sie)|de retour|retour (?:le|au)|reviendrai|je serai .{0,10}de retour|de vuelta|regres\w+|volver\w*|vuelvo|di ritorno|rientr\w+|torn(?:o|er[òo])|terug|tillbaka|tilbage|takaisin)/gi;
const until = /(?:until|till|til\b|through|thru|bis(?: zum| einschlie(?:ß|ss)lich)?|jusqu[’']?\s?(?:au|[àa]|en)|hasta(?: el)?|fino (?:al|a)|t\/m|tot(?: en met)?|t\.o\.m\.?|\bto\b|[–-])/gi;

/**
 * The day somebody is back, `2026-12-07`, or null when nothing certain is said. A date after words of returning is that
 * day; the last day of an absence ("until", "from ... to ...") means the day after. Without a year the next such day from `writtenOn` is meant.
 */
export function returnDate(text: string, writtenOn: Temporal.PlainDate): string | null {
  const words = text.slice(0, 20_000).replace(/\s+/g, ' ');
  const back = afterMark(words, returning, writtenOn);
  if (back) return back.toString();
  const last = afterMark(words, until, writtenOn);
  return last ? last.add({ days: 1 }).toString() : null;
}

function afterMark(words: string, marks: RegExp, writtenOn: Temporal.PlainDate): Temporal.PlainDate | null {
  for (const mark of words.matchAll(marks)) {
    const near = words.slice(mark.index + mark[0].length, mark.index + mark[0].length + 60).split(/[.!?](?=\s+[A-ZÄÖÜ][a-zäöü])/)[0]!;
    const date = firstDate(near, writtenOn);
    if (date && Temporal.PlainDate.compare(date, writtenOn) >= 0 && date.since(writtenOn).days <= 550) return date;
  }
  return null;
}

function firstDate(near: string, writtenOn: Temporal.PlainDate): Temporal.PlainDate | null {
  const found = dateForms.flatMap(({ pattern, read }) => {
    const match = pattern.exec(near);
    const date = match && dated(read(match), writtenOn);
    return match && date ? [{ at: match.index, date }] : [];
  }).toSorted((a, b) => a.at - b.at)[0];
  if (found && found.at <= 30) return found.date;
  if (/^[^.]{0,12}\b(?:tomorrow|morgen|demain|ma[ñn]ana|domani)\b/i.test(near)) return writtenOn.add({ days: 1 });
  const named = new RegExp(`^[^.]{0,20}\\b(?:next |on |am |n[äa]chsten )?(${weekday})\\b`, 'i').exec(near);
  if (!named) return null;
  const ahead = (weekdays[named[1]!.toLowerCase()]! - writtenOn.dayOfWeek + 7) % 7;
  return writtenOn.add({ days: ahead === 0 ? 7 : ahead });
}

function dated(written: Written, writtenOn: Temporal.PlainDate): Temporal.PlainDate | null {
  try {
    const date = Temporal.PlainDate.from({ year: written.year ?? writtenOn.year, month: written.month, day: written.day }, { overflow: 'reject' });
    const isPast = Temporal.PlainDate.compare(date, writtenOn) < 0;
    return written.year === undefined && isPast ? date.add({ years: 1 }) : date;
  } catch {
    return null;
  }
}
