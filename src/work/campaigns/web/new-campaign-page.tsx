import { FilePlus } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { getTemplate, listStarters } from '../../../craft/templates/contract.ts';
import { Button } from '../../../platform/ui/button.tsx';
import { call } from '../../../platform/ui/call.ts';
import { usePlace, useQueryValue } from '../../../platform/ui/link.tsx';
import { Segment } from '../../../platform/ui/segment.tsx';
import { SkeletonRows } from '../../../platform/ui/skeleton.tsx';
import { TextField } from '../../../platform/ui/text-fields.tsx';
import { useToast } from '../../../platform/ui/toast.tsx';
import { TopBar } from '../../../platform/ui/top-bar.tsx';
import { t } from '../../../platform/ui/words.ts';
import { FromPast, FromPasted, FromTemplate } from './beginnings.tsx';
import { useNewCampaign } from './new-campaign.ts';

/** What to begin with: nothing, a template, a mail that worked for either team, or what one has already. */
export function NewCampaignPage() {
  const { query } = usePlace();
  return query.has('template') || query.has('starter') ? <BeginAtOnce /> : <Choose />;
}

function Choose() {
  const { isPending, begin } = useNewCampaign();
  const [asked, setAsked] = useQueryValue('from', 'template');
  const [search, setSearch] = useState('');
  const from = asked === 'campaign' || asked === 'pasted' ? asked : 'template';
  const words = search.trim();
  return (
    <>
      <TopBar title={t('New campaign')} crumb={{ label: t('Campaigns'), href: '/campaigns' }} actions={<Button variant={from === 'pasted' ? 'plain' : 'primary'} icon={FilePlus} hotkey="n" busy={isPending} onClick={() => void begin({ from: 'blank' })}>{t('Begin blank')}</Button>} />
      <div className="filters">
        <Segment label={t('Begin with')} value={from} onChange={setAsked} options={[{ value: 'template', label: t('A template') }, { value: 'campaign', label: t('A past email') }, { value: 'pasted', label: t('Paste HTML or MJML') }]} />
        {from !== 'pasted' && <div style={{ width: 220 }}><TextField quiet label={t('Find by name or subject')} type="search" placeholder={t('Name or subject')} value={search} onChange={setSearch} /></div>}
      </div>
      {from === 'template' && <FromTemplate words={words} busy={isPending} onBegin={(beginning) => void begin(beginning)} />}
      {from === 'campaign' && <FromPast words={words} onBegin={(beginning) => void begin(beginning)} />}
      {from === 'pasted' && <FromPasted busy={isPending} onBegin={(beginning) => void begin(beginning)} />}
    </>
  );
}

/** Somebody chose elsewhere already: `?template=7`, `?starter=newsletter`. */
function BeginAtOnce() {
  const { query } = usePlace();
  const { begin } = useNewCampaign(true);
  const toast = useToast();
  const begun = useRef(false);
  useEffect(() => {
    // Once, also when React runs the effect twice while developing.
    if (begun.current) return;
    begun.current = true;
    chosen(query).then((beginning) => begin(beginning), (problem: unknown) => toast.problem(problem));
  }, [begin, query, toast]);
  return <><TopBar title={t('New campaign')} crumb={{ label: t('Campaigns'), href: '/campaigns' }} /><SkeletonRows rows={4} /></>;
}

async function chosen(query: URLSearchParams) {
  if (query.has('template')) return { from: 'template' as const, template: await call(getTemplate, { params: { templateId: Number(query.get('template')) } }) };
  const starter = (await call(listStarters)).items.find(({ key }) => key === query.get('starter'));
  return starter ? { from: 'starter' as const, starter } : { from: 'blank' as const };
}
