import { describeReason } from '../../delivery/messages/index.ts';
import { retellReason } from '../../delivery/tracking/index.ts';
import { phrase, t, type Phrase } from '../../platform/words/contract.ts';
import type { FeedItem } from './contract.ts';
import type { ItemRow } from './queries.ts';

/** Who did it; null for somebody erased, and for mail to a colleague. */
export function personOf(row: ItemRow): FeedItem['contact'] {
  if (row.contact_id === null || row.email === null) return null;
  const name = `${row.first_name ?? ''} ${row.last_name ?? ''}`.trim();
  return { id: row.contact_id, name: name || row.email, company: row.company_name, timeZone: row.time_zone };
}

export function sourceOf(row: ItemRow): FeedItem['source'] {
  return {
    kind: row.source_kind, id: row.source_id, name: nameOf(row), team: row.team,
    member: row.member_id === null || row.member_name === null ? null : { id: row.member_id, name: row.member_name },
  };
}

const sourceNames: Readonly<Record<string, Phrase>> = {
  test: phrase('A test'), 'sign-up': phrase('Sign-up, to be confirmed'), knowledge: phrase('What we know about them'), 'member-mail': phrase('Mail to a colleague'),
};

function nameOf({ source_kind: kind, source_name: name }: ItemRow): string {
  if (name === null) return t(sourceNames[kind] ?? kind);
  return kind === 'test' ? t('Test of {name}', { name }) : name;
}

export function linkOf(row: Pick<ItemRow, 'link' | 'target'>): FeedItem['link'] {
  return row.link === null ? null : { index: row.link, target: row.target ?? '' };
}

/** A reason in the reader's words: the gate's and the servers' are kept as codes, a hit's as an English sentence. */
export const reasonInWords = (reason: string | null): string | null => (reason === null ? null : describeReason(retellReason(reason)));
