import type { ReactNode } from 'react';
import { Link } from '../../../platform/ui/link.tsx';
import { TimeStamp } from '../../../platform/ui/time-stamp.tsx';
import { t } from '../../../platform/ui/words.ts';
import { teamName } from '../../../platform/ui/who.tsx';
import type { StarterView, TemplateSummary } from '../contract.ts';
import { StarterThumb, TemplateThumb } from './mail-thumb.tsx';

/** A template in a grid: how it looks, its name, whose it is. A link, or with `onPick` a button that takes it. */
export function TemplateCard({ template, onPick, busy = false }: { template: TemplateSummary; onPick?: () => void; busy?: boolean }) {
  const under = <><TeamWord team={template.team} /> · <TimeStamp at={template.updatedAt} precision="minute" layout="inline" /></>;
  return <Card thumb={<TemplateThumb templateId={template.id} />} name={template.name} href={`/templates/${template.id}`} {...{ under, onPick, busy }} />;
}

/** One that came with the program. */
export function StarterCard({ starter, onPick, busy = false, more }: { starter: StarterView; onPick: () => void; busy?: boolean; more?: ReactNode }) {
  return <Card thumb={<StarterThumb draft={starter.draft} />} name={starter.name} under={<><TeamWord team={starter.team} /> · {starter.about}</>} {...{ onPick, busy, more }} />;
}

function Card({ thumb, name, under, href, onPick, busy, more }: { thumb: ReactNode; name: string; under: ReactNode; href?: string; onPick?: (() => void) | undefined; busy: boolean; more?: ReactNode }) {
  return (
    <li className="template-card">
      {thumb}
      <div className="template-words">
        {onPick ? <button type="button" className="template-open strong" disabled={busy} onClick={onPick}>{name}</button> : <Link className="template-open strong" href={href ?? '#'}>{name}</Link>}
        <span className="small soft">{under}</span>
        {more}
      </div>
    </li>
  );
}

const TeamWord = ({ team }: { team: TemplateSummary['team'] }) => <span>{team === 'both' ? t('Both teams') : teamName(team)}</span>;
