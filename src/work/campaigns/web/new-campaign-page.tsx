import { useEffect, useRef } from 'react';
import { SkeletonRows } from '../../../platform/ui/skeleton.tsx';
import { TopBar } from '../../../platform/ui/top-bar.tsx';
import { t } from '../../../platform/ui/words.ts';
import { useNewCampaign } from './new-campaign.ts';

/** An address that begins a campaign: for the palette, and for links from elsewhere. */
export function NewCampaignPage() {
  const make = useNewCampaign(true);
  const begun = useRef(false);
  useEffect(() => {
    // Once, also when React runs the effect twice while developing.
    if (begun.current) return;
    begun.current = true;
    make.begin();
  }, [make]);
  return <><TopBar title={t('New campaign')} crumb={{ label: t('Campaigns'), href: '/campaigns' }} /><SkeletonRows rows={4} /></>;
}
