import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { createEmail, duplicateEmail } from '../../../craft/emails/contract.ts';
import { pastedDraft, useTemplate as startFromTemplate, type StarterView, type TemplateSummary } from '../../../craft/templates/contract.ts';
import { call } from '../../../platform/ui/call.ts';
import { useGo } from '../../../platform/ui/link.tsx';
import { refresh } from '../../../platform/ui/queries.ts';
import { useMe } from '../../../platform/ui/session.ts';
import { useToast } from '../../../platform/ui/toast.tsx';
import { t } from '../../../platform/ui/words.ts';
import { createCampaign, getCampaign, listCampaigns, type CampaignSummary } from '../contract.ts';

/** What a new campaign begins with. All but `blank` are copied into an email of its own, byte for byte. */
export type Beginning =
  | { from: 'blank' }
  | { from: 'template'; template: Pick<TemplateSummary, 'id' | 'name' | 'team'> }
  | { from: 'starter'; starter: StarterView }
  | { from: 'campaign'; campaign: Pick<CampaignSummary, 'id' | 'name' | 'team'> }
  | { from: 'pasted'; body: string };

interface Begun {
  name: string;
  team: TemplateSummary['team'];
  /** Null: the campaign makes an empty one. */
  emailId: number | null;
}

/** Begins a campaign and goes where it is written. Its name can be changed there; an empty form would only stand between. */
export function useNewCampaign(replaces = false) {
  const go = useGo();
  const client = useQueryClient();
  const toast = useToast();
  const { member } = useMe();
  const [isPending, setPending] = useState(false);
  const begin = async (beginning: Beginning) => {
    setPending(true);
    try {
      const { name, team, emailId } = await emailFor(beginning);
      // Everybody begins for the own team; who leads both, for the one it was written by.
      const own = member.team === 'both' ? team : member.team;
      const campaign = await call(createCampaign, { body: { name, fromAddress: member.email, ...(own === 'both' ? {} : { team: own }), ...(emailId === null ? {} : { emailId }) } });
      await refresh(client, listCampaigns);
      go(`/campaigns/${campaign.id}/edit`, { replace: replaces });
    } catch (problem) {
      toast.problem(problem);
      setPending(false);
    }
  };
  return { isPending, begin };
}

async function emailFor(beginning: Beginning): Promise<Begun> {
  switch (beginning.from) {
    case 'blank': return { name: t('Untitled campaign'), team: 'both', emailId: null };
    case 'template': {
      const { id, name, team } = beginning.template;
      return { name, team, emailId: (await call(startFromTemplate, { params: { templateId: id }, body: {} })).emailId };
    }
    case 'starter': {
      const { name, team, draft } = beginning.starter;
      return { name, team, emailId: (await call(createEmail, { body: { name, ...draft } })).id };
    }
    case 'campaign': {
      const { id, name, team } = beginning.campaign;
      const { email } = await call(getCampaign, { params: { campaignId: id } });
      return { name: t('{name}, again', { name: name.slice(0, 180) }), team, emailId: (await call(duplicateEmail, { params: { emailId: email.id } })).id };
    }
    case 'pasted': {
      const name = t('Untitled campaign');
      return { name, team: 'both', emailId: (await call(createEmail, { body: { name, ...pastedDraft(beginning.body) } })).id };
    }
  }
}
