import { listTopics } from '../../../craft/forms/contract.ts';
import { SelectField } from '../../../platform/ui/choice-fields.tsx';
import { useAction, useEndpoint } from '../../../platform/ui/queries.ts';
import { t, tn } from '../../../platform/ui/words.ts';
import { getCampaignTopic, setCampaignTopic } from '../contract.ts';

/** What the campaign writes about. Saved at once; nothing is shown where the company names no topics. */
export function TopicField({ campaignId, readOnly }: { campaignId: number; readOnly: boolean }) {
  const params = { campaignId };
  const topics = useEndpoint(listTopics, { query: {} });
  const chosen = useEndpoint(getCampaignTopic, { params });
  const set = useAction(setCampaignTopic, { refreshes: [getCampaignTopic] });
  const items = topics.data?.items ?? [];
  if (items.length === 0 || !chosen.data) return null;
  const topicId = (set.isPending ? set.variables.body?.topicId : chosen.data.topicId) ?? null;
  const topic = items.find(({ id }) => id === topicId);
  return (
    <SelectField label={t('Topic')} optional empty={t('None that people choose')} disabled={readOnly} value={topicId === null ? '' : String(topicId)}
      onChange={(value: string) => set.mutate({ params, body: { topicId: value === '' ? null : Number(value) } })} choices={items.map(({ id, name }) => ({ value: String(id), label: name }))}
      hint={topic ? tn(topic.left, '{count} person does not want it and is passed over, wherever they are listed.', '{count} people do not want it and are passed over, wherever they are listed.') : t('People who left the topic are passed over.')} />
  );
}
