import { FeedRow } from '../../../platform/ui/rows.tsx';
import { t } from '../../../platform/ui/words.ts';
import type { FeedItem } from '../contract.ts';
import { classOf, sayHappening } from './feed-words.ts';
import { iconOf } from './spine-items.ts';

interface Props {
  item: FeedItem;
  onOpen: () => void;
  current?: boolean;
  /** In a long list: where it stands, and how its height is told. */
  index?: number;
  measure?: (element: HTMLElement | null) => void;
}

/** One thing that came back, the same wherever it is listed. */
export function ItemRow({ item, onOpen, ...place }: Props) {
  const said = sayHappening(item);
  const member = item.source.member;
  return (
    <FeedRow
      {...place}
      at={item.at}
      contactZone={item.contact?.timeZone}
      icon={iconOf(item.kind)}
      name={item.contact?.name ?? t('Somebody')}
      company={item.contact?.company}
      what={<>{said.before} <b className="strong">{said.thing}</b>{said.after}</>}
      hitClass={classOf(item)}
      reason={item.reason}
      who={member && { name: member.name, team: item.source.team ?? 'both' }}
      opens={{ onOpen }}
    />
  );
}
