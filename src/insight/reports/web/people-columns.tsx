import { ClassLabel } from '../../../platform/ui/class-label.tsx';
import type { Column } from '../../../platform/ui/data-table.tsx';
import { TimeStamp } from '../../../platform/ui/time-stamp.tsx';
import { phrase, t, tn, type Phrase } from '../../../platform/ui/words.ts';
import type { Did, RecipientView } from '../contract.ts';

type PersonColumn = Column<RecipientView>;

/** Erased people keep their place in the list, without a name. */
const nameOf = (row: RecipientView): string => row.contact?.name || row.contact?.email || t('Erased person');

const Time = ({ row, at }: { row: RecipientView; at: string | null }) => <TimeStamp at={at} contactZone={row.contact?.timeZone} />;

const person = (open: (row: RecipientView) => void): PersonColumn => ({
  key: 'person',
  head: t('Person'),
  phone: 'title',
  cell: (row) => (
    <>
      <button type="button" className="link" onClick={() => open(row)}>{nameOf(row)}</button>
      <small>{row.contact?.company || row.contact?.email}</small>
    </>
  ),
});

const opened = (): PersonColumn => ({ key: 'opened', head: t('First opened'), phone: 'end', nowrap: true, cell: (row) => <Time row={row} at={row.openedAt ?? row.machineOpenedAt} /> });

const openedBy = (): PersonColumn => ({
  key: 'class',
  head: t('Opened by'),
  phone: 'line',
  cell: (row) => (row.openedAt ? <ClassLabel of={row.openedClass ?? 'person'} reason={whyOf(row)} /> : row.machineOpenedAt ? <ClassLabel of="machine" reason={whyOf(row)} /> : <span className="faint">–</span>),
});

/** Why we think so, and how often. */
function whyOf({ opens, openedReason }: RecipientView): string | null {
  return [openedReason, opens > 1 && tn(opens, '{count} open', '{count} opens')].filter(Boolean).join(', ') || null;
}

const clicked = (nameOfLink: (index: number) => string): PersonColumn => ({
  key: 'clicked',
  head: t('First click'),
  phone: 'line',
  label: t('clicked'),
  cell: (row) => {
    const at = row.clickedAt ?? row.machineClickedAt;
    if (!at) return <span className="faint">–</span>;
    return <><Time row={row} at={at} /><small>{row.links.map(nameOfLink).join(', ') || (row.clickedAt ? null : t('a machine'))}</small></>;
  },
});

const accepted = (): PersonColumn => ({ key: 'accepted', head: t('Accepted'), phone: 'hide', nowrap: true, cell: (row) => <Time row={row} at={row.acceptedAt} /> });

const stateWords: Record<RecipientView['state'], Phrase> = {
  planned: phrase('waits'), claimed: phrase('about to be handed over'), handing: phrase('being handed over'), accepted: phrase('accepted'), refused: phrase('refused'), unknown: phrase('unknown: the answer was lost'), dropped: phrase('not sent'), cancelled: phrase('cancelled'),
};

const became = (): PersonColumn => ({
  key: 'became',
  head: t('What became of it'),
  phone: 'line',
  cell: (row) => <>{row.state === 'planned' && row.reason ? t('held') : t(stateWords[row.state])}{row.reasonTitle && <>: {row.reasonTitle}</>}{row.answer && row.state !== 'accepted' && <small>{row.answer}</small>}</>,
});

const ended = (): PersonColumn => ({ key: 'ended', head: t('When'), phone: 'end', nowrap: true, cell: (row) => <Time row={row} at={row.bouncedAt ?? row.endedAt ?? row.acceptedAt} /> });
const looksAgain = (): PersonColumn => ({ key: 'due', head: t('Looks again'), phone: 'end', nowrap: true, cell: (row) => <TimeStamp at={row.dueAt} precision="minute" contactZone={row.contact?.timeZone} /> });
const left = (): PersonColumn => ({ key: 'left', head: t('Left'), phone: 'end', nowrap: true, cell: (row) => <Time row={row} at={row.unsubscribedAt} /> });
const complained = (): PersonColumn => ({ key: 'complained', head: t('Complained'), phone: 'end', nowrap: true, cell: (row) => <Time row={row} at={row.complainedAt} /> });
const bounce = (): PersonColumn => ({
  key: 'bounce',
  head: t('Bounce'),
  phone: 'line',
  cell: (row) => <>{row.bounce === 'permanent' ? t('for good') : row.bounce === 'temporary' ? t('for now') : '–'}{row.answer && <small>{row.answer}</small>}</>,
});

/** What a list shows of each person depends on what it is a list of. */
export function peopleColumns(did: Did, nameOfLink: (index: number) => string, open: (row: RecipientView) => void): PersonColumn[] {
  const who = person(open);
  switch (did) {
    case 'held': case 'waiting': case 'in-flight': return [who, became(), looksAgain()];
    case 'dropped': case 'refused': case 'unknown': case 'cancelled': return [who, became(), ended()];
    case 'bounced': case 'bounced-permanent': case 'bounced-temporary': return [who, bounce(), ended()];
    case 'unsubscribed': return [who, left(), opened(), clicked(nameOfLink)];
    case 'complained': return [who, complained(), opened()];
    case 'not-opened': return [who, { ...accepted(), phone: 'end' }];
    case 'planned': case 'accepted': case 'delivered': return [who, became(), { ...accepted(), phone: 'end' }, { ...opened(), phone: 'hide' }, clicked(nameOfLink)];
    default: return [who, opened(), openedBy(), clicked(nameOfLink), accepted()];
  }
}
