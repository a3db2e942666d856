import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../../platform/ui/button.tsx';
import { Empty } from '../../../platform/ui/empty.tsx';
import { useGo, useQueryValue } from '../../../platform/ui/link.tsx';
import { useFreshOn } from '../../../platform/ui/live.ts';
import { Pad } from '../../../platform/ui/panel.tsx';
import { Failed } from '../../../platform/ui/problem.tsx';
import { usePages } from '../../../platform/ui/queries.ts';
import { Segment } from '../../../platform/ui/segment.tsx';
import { useCan } from '../../../platform/ui/session.ts';
import { SkeletonRows } from '../../../platform/ui/skeleton.tsx';
import { TextField } from '../../../platform/ui/text-fields.tsx';
import { TopBar } from '../../../platform/ui/top-bar.tsx';
import { t } from '../../../platform/ui/words.ts';
import { listCampaigns } from '../contract.ts';
import { CampaignsTable } from './campaigns-table.tsx';

type Show = 'all' | 'drafts' | 'under-way' | 'finished' | 'archived';
const shows = (): readonly { value: Show; label: string }[] => [
  { value: 'all', label: t('All') }, { value: 'drafts', label: t('Drafts') }, { value: 'under-way', label: t('Under way') }, { value: 'finished', label: t('Finished') }, { value: 'archived', label: t('Put away // done') },
];
const isShow = (text: string): text is Show => shows().some(({ value }) => value === text);

/** All campaigns, newest first. */
export function CampaignsPage() {
  const [asked, setShow] = useQueryValue('show', 'all');
  const [search, setSearch] = useState('');
  const show = isShow(asked) ? asked : 'all';
  const mayWrite = useCan('canWriteEmails');
  const go = useGo();
  const campaigns = usePages(listCampaigns, { query: { show, search: search.trim() || undefined } }, { keep: true });
  useFreshOn(['campaign', 'messages', 'events'], [listCampaigns], { atMostEveryMs: 2000 });
  const empty = !campaigns.loading && campaigns.items.length === 0;
  return (
    <>
      <TopBar title={t('Campaigns')} actions={mayWrite && <Button variant="primary" icon={Plus} hotkey="n" onClick={() => go('/campaigns/new')}>{t('New campaign')}</Button>} />
      <div className="filters">
        <Segment label={t('Which campaigns')} options={shows()} value={show} onChange={setShow} />
        <div style={{ width: 220 }}><TextField quiet label={t('Find by name or subject')} type="search" placeholder={t('Name or subject')} value={search} onChange={setSearch} /></div>
      </div>
      <Pad>
        {campaigns.problem ? <Failed error={campaigns.problem} onRetry={campaigns.retry} /> : campaigns.loading ? <SkeletonRows /> : !empty ? <CampaignsTable campaigns={campaigns} />
          : show === 'all' && search.trim() === '' ? (
            <Empty title={t('No campaigns yet')} action={mayWrite && <Button variant="primary" onClick={() => go('/campaigns/new')}>{t('Write the first')}</Button>}>
              {t('A campaign writes one mail to many, holds it back where it must not go, and tells you who got, opened and followed it, with the moment.')}
            </Empty>
          ) : <Empty title={t('None of this kind')}>{search.trim() === '' ? t('Choose another kind above.') : t('No name or subject has these words. Try fewer of them.')}</Empty>}
      </Pad>
    </>
  );
}
