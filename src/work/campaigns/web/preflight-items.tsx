import { CircleCheck, OctagonAlert, TriangleAlert, type LucideIcon } from 'lucide-react';
import { ButtonLink } from '../../../platform/ui/button.tsx';
import { Icon } from '../../../platform/ui/icon.tsx';
import { t } from '../../../platform/ui/words.ts';
import type { PreflightItem } from '../contract.ts';

const groups = (): readonly { level: PreflightItem['level']; title: string; icon: LucideIcon; label: string }[] => [
  { level: 'stop', title: t('Stops the launch'), icon: OctagonAlert, label: t('Stop') },
  { level: 'warn', title: t('Look at these'), icon: TriangleAlert, label: t('Warning') },
  { level: 'ok', title: t('Fine'), icon: CircleCheck, label: t('Fine') },
];

/** Where an item is mended: its own page, or the part of the composing screen it is about. */
export const fixHref = (item: PreflightItem, campaignId: number): string =>
  item.href ?? `/campaigns/${campaignId}/edit?at=${item.where}${item.line === null ? '' : `&line=${item.line}`}${item.block === null ? '' : `&block=${encodeURIComponent(item.block)}`}`;

/** What was checked: what stops the launch, what to look at, what is fine. */
export function PreflightItems({ items, campaignId }: { items: readonly PreflightItem[]; campaignId: number }) {
  return (
    <div className="grid gap-6">
      {groups().map((group) => {
        const here = items.filter((item) => item.level === group.level);
        if (here.length === 0) return null;
        return (
          <section key={group.level} aria-label={group.title}>
            <div className="head" style={{ marginBottom: 4 }}><h2>{group.title}</h2><span className="faint">{here.length}</span></div>
            <ul className="preflight">
              {here.map((item) => (
                <li key={`${item.code} ${item.line} ${item.block} ${item.detail}`}>
                  <Icon of={group.icon} label={group.label} />
                  <span className={group.level === 'ok' ? undefined : 'strong'}>{item.title}{group.level === 'ok' && item.detail && <span className="faint small"> {item.detail}</span>}</span>
                  <span>{item.fix !== null && item.level !== 'ok' && <ButtonLink small href={fixHref(item, campaignId)}>{item.block !== null ? t('Show the block') : item.line === null ? t('Mend it') : t('Line {line}', { line: item.line })}</ButtonLink>}</span>
                  {(item.detail || item.fix) && item.level !== 'ok' && <span className="soft small">{[item.detail, item.fix].filter(Boolean).join(' ')}</span>}
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}
