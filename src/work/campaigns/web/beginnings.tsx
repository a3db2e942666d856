import { useState } from 'react';
import { listStarters, listTemplates } from '../../../craft/templates/contract.ts';
import { isWanted, PasteBox, StarterCard, TemplateCard } from '../../../craft/templates/web/index.ts';
import { Button } from '../../../platform/ui/button.tsx';
import { DataTable, type Column } from '../../../platform/ui/data-table.tsx';
import { Empty } from '../../../platform/ui/empty.tsx';
import { LoadMore } from '../../../platform/ui/load-more.tsx';
import { Pad } from '../../../platform/ui/panel.tsx';
import { Failed } from '../../../platform/ui/problem.tsx';
import { useEndpoint, usePages } from '../../../platform/ui/queries.ts';
import { SectionHead } from '../../../platform/ui/section-head.tsx';
import { SkeletonRows } from '../../../platform/ui/skeleton.tsx';
import { t } from '../../../platform/ui/words.ts';
import { TeamName } from '../../../platform/ui/who.tsx';
import { listCampaigns, type CampaignSummary } from '../contract.ts';
import { campaignColumns } from './campaigns-table.tsx';
import type { Beginning } from './new-campaign.ts';

interface Props {
  words: string;
  busy: boolean;
  onBegin: (beginning: Beginning) => void;
}

/** The company's own templates first, then those that came with the program. */
export function FromTemplate({ words, busy, onBegin }: Props) {
  const own = usePages(listTemplates, { query: words ? { search: words } : {} }, { keep: true });
  const starters = useEndpoint(listStarters);
  const shown = (starters.data?.items ?? []).filter((starter) => isWanted(starter, 'all', words));
  if (own.problem) return <Pad><Failed error={own.problem} onRetry={own.retry} /></Pad>;
  if (own.loading) return <SkeletonRows />;
  return (
    <>
      {own.items.length > 0 && (
        <>
          <SectionHead title={t('Your templates')} />
          <Pad>
            <ul className="template-grid" aria-label={t('Your templates')}>{own.items.map((template) => <TemplateCard key={template.id} template={template} busy={busy} onPick={() => onBegin({ from: 'template', template })} />)}</ul>
            <LoadMore hasMore={own.hasMore} loading={own.loadingMore} onMore={own.loadMore} shown={own.items.length} what={t('templates')} />
          </Pad>
        </>
      )}
      {shown.length > 0 && (
        <>
          <SectionHead title={t('To begin with')} />
          <Pad><ul className="template-grid" aria-label={t('To begin with')}>{shown.map((starter) => <StarterCard key={starter.key} starter={starter} busy={busy} onPick={() => onBegin({ from: 'starter', starter })} />)}</ul></Pad>
        </>
      )}
      {own.items.length + shown.length === 0 && starters.data && <Pad><Empty title={t('None of this kind')}>{t('No name or subject has these words. Try fewer of them.')}</Empty></Pad>}
    </>
  );
}

/** Past campaigns of both teams with what came of them: the best reason to begin from one. */
export function FromPast({ words, onBegin }: Omit<Props, 'busy'>) {
  const past = usePages(listCampaigns, { query: { show: 'finished', ...(words && { search: words }) } }, { keep: true });
  if (past.problem) return <Pad><Failed error={past.problem} onRetry={past.retry} /></Pad>;
  if (past.loading) return <SkeletonRows />;
  if (past.items.length === 0) return <Pad><Empty title={words ? t('None of this kind') : t('Nothing was sent yet')}>{words ? t('No name or subject has these words. Try fewer of them.') : t('What either team has sent stands here with its figures, to begin from what worked.')}</Empty></Pad>;
  return (
    <Pad>
      <DataTable caption={t('Past campaigns of both teams')} columns={pastColumns(onBegin)} rows={past.items} rowKey={(row) => row.id} onOpen={(campaign) => onBegin({ from: 'campaign', campaign })}
        hasMore={past.hasMore} loadingMore={past.loadingMore} onMore={past.loadMore} what={t('campaigns')} />
    </Pad>
  );
}

/** The figures as the list of campaigns shows them; the name begins a copy. */
function pastColumns(onBegin: Props['onBegin']): Column<CampaignSummary>[] {
  const figures = new Set(['audience', 'open', 'click']);
  return [
    { key: 'name', head: t('Campaign'), phone: 'title', cell: (row) => <><button type="button" className="template-pick strong" onClick={() => onBegin({ from: 'campaign', campaign: row })}>{row.name}</button><small>{row.subject || t('no subject yet')}</small></> },
    { key: 'team', head: t('Team'), phone: 'line', nowrap: true, cell: (row) => <TeamName team={row.team} /> },
    ...campaignColumns().filter(({ key }) => figures.has(key)),
  ];
}

/** HTML or MJML of one's own. */
export function FromPasted({ busy, onBegin }: Omit<Props, 'words'>) {
  const [body, setBody] = useState('');
  return (
    <Pad>
      <div className="grid gap-5 max-w-180">
        <PasteBox value={body} onChange={setBody} />
        <div><Button variant="primary" busy={busy} disabled={body.trim() === ''} onClick={() => onBegin({ from: 'pasted', body })}>{t('Begin with this')}</Button></div>
      </div>
    </Pad>
  );
}
