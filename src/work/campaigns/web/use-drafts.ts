import { useEffect, useRef } from 'react';
import { getEmail, saveEmail, type Draft, type EmailView, type Look } from '../../../craft/emails/contract.ts';
import { starterFor, useAutosave, type Autosaved, type Saved } from '../../../craft/emails/web/index.ts';
import { call } from '../../../platform/ui/call.ts';
import { getCampaign, saveCampaign, type CampaignView, type SendTime } from '../contract.ts';

/** What of a campaign is written on the composing screen. */
export interface SettingsDraft {
  name: string;
  team: CampaignView['team'];
  fromName: string;
  fromAddress: string;
  replyTo: string | null;
  serverId: number | null;
  audience: { lists: number[]; segments: number[]; excludeLists: number[]; excludeSegments: number[] };
  sendTime: SendTime;
}

/** The names a person knows the fields by. */
export const fieldNames: Record<string, string> = {
  name: 'Name', team: 'Team', fromName: 'From', fromAddress: 'Sender address', replyTo: 'Answers go to', serverId: 'Mail server', audience: 'Audience', sendTime: 'When it goes',
  subject: 'Subject', preheader: 'Preheader', bodyKind: 'Language', body: 'Body', textBody: 'Text alternative',
};

/** With the time of the last save, and who made it. */
type Signed<T> = Autosaved<T> & { savedAt: string; savedBy: string };

const somebody = 'A colleague';

const idsOf = (named: readonly { id: number }[]): number[] => named.map(({ id }) => id);

/** An audience as it is saved: by ids. */
export const audienceOf = ({ audience }: CampaignView): SettingsDraft['audience'] => ({
  lists: idsOf(audience.lists), segments: idsOf(audience.segments), excludeLists: idsOf(audience.excludeLists), excludeSegments: idsOf(audience.excludeSegments),
});

function settingsOf(campaign: CampaignView): Saved<SettingsDraft> {
  return {
    revision: campaign.revision,
    value: {
      name: campaign.name, team: campaign.team, fromName: campaign.from.name, fromAddress: campaign.from.address, replyTo: campaign.replyTo, serverId: campaign.server?.id ?? null,
      audience: audienceOf(campaign),
      sendTime: campaign.sendTime,
    },
  };
}

/** Name, sender, server and audience: only what was changed is sent. */
export function useCampaignDraft(campaign: CampaignView): Signed<SettingsDraft> {
  const savedAt = useRef(campaign.updatedAt);
  const campaignId = campaign.id;
  const take = (fresh: CampaignView): Saved<SettingsDraft> => {
    savedAt.current = fresh.updatedAt;
    return settingsOf(fresh);
  };
  const saved = useAutosave(settingsOf(campaign), {
    conflictCode: 'campaign_changed',
    keepAs: `campaign.${campaignId}`,
    save: async (_, expectedRevision, changed) => take(await call(saveCampaign, { params: { campaignId }, body: { ...changed, expectedRevision } })),
    readAgain: async () => take(await call(getCampaign, { params: { campaignId } })),
  });
  return { ...saved, savedAt: savedAt.current, savedBy: somebody };
}

function draftOf(email: EmailView): Saved<Draft> {
  const { subject, preheader, bodyKind, body, textBody, version } = email.current;
  return { revision: version, value: { subject, preheader, bodyKind, body, textBody } };
}

/** Subject, preheader and body: every save is a version. */
export function useEmailDraft(email: EmailView, editable: boolean, look: Look): Signed<Draft> & { become: (restored: EmailView) => void } {
  const savedAt = useRef(email.current.createdAt);
  const savedBy = useRef(somebody);
  const emailId = email.id;
  const take = (fresh: EmailView): Saved<Draft> => {
    savedAt.current = fresh.current.createdAt;
    savedBy.current = fresh.current.createdBy?.name ?? somebody;
    return draftOf(fresh);
  };
  const saved = useAutosave(draftOf(email), {
    conflictCode: 'email_changed',
    keepAs: `email.${emailId}`,
    save: async (value, expectedVersion) => take(await call(saveEmail, { params: { emailId }, body: { ...value, expectedVersion } })),
    readAgain: async () => take(await call(getEmail, { params: { emailId } })),
  });
  // Nobody begins before an empty sheet: a new mail opens with one that needs nothing but other words.
  const bare = editable && email.current.version === 1 && email.current.body.trim() === '';
  const { change } = saved;
  useEffect(() => {
    if (bare) change(starterFor(look));
  }, []);
  return { ...saved, savedAt: savedAt.current, savedBy: savedBy.current, become: (restored) => saved.startFrom(take(restored)) };
}
