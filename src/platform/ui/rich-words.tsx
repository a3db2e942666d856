import { Fragment, type ReactNode } from 'react';
import { t, tn, type Phrase } from './words.ts';

/** For `{name}` what stands there; for `<name>inner</name>` how the inner words are wrapped. */
export type RichValues = Readonly<Record<string, ReactNode | ((inner: ReactNode) => ReactNode)>>;

/**
 * A whole sentence with links, times or names in it, so that each language orders it its own way:
 * `rich('Finished {when}. <a>See who is left</a>', { when: <TimeStamp …/>, a: (words) => <Link …>{words}</Link> })`
 */
export function rich(text: string | Phrase, values: RichValues): ReactNode {
  return place(t(text, numbersOf(values)), values);
}

/** The same by count: `richN(3, '<b>{count}</b> person left', '<b>{count}</b> people left', { b: … })`. */
export function richN(count: number, one: string, other: string, values: RichValues): ReactNode {
  return place(tn(count, one, other, numbersOf(values)), values);
}

const numbersOf = (values: RichValues): Record<string, number> =>
  Object.fromEntries(Object.entries(values).filter((entry): entry is [string, number] => typeof entry[1] === 'number'));

function place(text: string, values: RichValues): ReactNode {
  const parts = text.split(/(\{\w+\}|<(\w+)>.*?<\/\2>)/gs);
  const placed: ReactNode[] = [];
  // The split answers the words, then the whole place and its tag's name (or nothing), in turn.
  for (let index = 0; index < parts.length; index += 3) {
    if (parts[index]) placed.push(parts[index]);
    const whole = parts[index + 1];
    if (whole) placed.push(<Fragment key={index}>{placeOne(whole, parts[index + 2], values)}</Fragment>);
  }
  return placed;
}

function placeOne(whole: string, tag: string | undefined, values: RichValues): ReactNode {
  const value = values[tag ?? whole.slice(1, -1)];
  if (tag === undefined) return value === undefined || typeof value === 'function' ? whole : value;
  const inner = place(whole.slice(tag.length + 2, -(tag.length + 3)), values);
  return typeof value === 'function' ? value(inner) : inner;
}
