import type { ApiProblem } from '../../../platform/ui/api-problem.ts';
import { SelectField } from '../../../platform/ui/choice-fields.tsx';
import { FieldPair } from '../../../platform/ui/form.tsx';
import { useEndpoint } from '../../../platform/ui/queries.ts';
import { Segment } from '../../../platform/ui/segment.tsx';
import { useMe } from '../../../platform/ui/session.ts';
import { TextField } from '../../../platform/ui/text-fields.tsx';
import { Mark } from '../../../platform/ui/who.tsx';
import { listServers } from '../../../delivery/transport/contract.ts';
import { rich } from '../../../platform/ui/rich-words.tsx';
import { t } from '../../../platform/ui/words.ts';
import type { CampaignView } from '../contract.ts';
import { AudienceFields } from './audience-fields.tsx';
import { TimeFields } from './time-fields.tsx';
import { TopicField } from './topic-field.tsx';
import type { SettingsDraft } from './use-drafts.ts';

interface Props {
  campaign: CampaignView;
  draft: SettingsDraft;
  onChange: (change: Partial<SettingsDraft>) => void;
  readOnly: boolean;
  problem: ApiProblem | null;
}

/** Name, sender, server, audience and timing. */
export function SettingsSection({ campaign, draft, onChange, readOnly, problem }: Props) {
  const { member } = useMe();
  const servers = useEndpoint(listServers);
  const bothTeams = member.team === 'both' || member.role === 'manager' || member.role === 'owner';
  const choices = servers.data?.items ?? (campaign.server ? [campaign.server] : []);
  return (
    <section className="grid gap-4" aria-label={t('Settings')} id="at-settings">
      <FieldPair>
        <TextField label={t('Name')} hint={t('For your team; readers never see it.')} value={draft.name} onChange={(name) => onChange({ name })} error={problem?.field('name')} readOnly={readOnly} maxLength={200} />
        <div className="field">
          <span className="label">{t('Sent by')}</span>
          <div>
            {bothTeams && !readOnly
              ? <Segment label={t('Sent by')} value={draft.team} onChange={(team) => onChange({ team })} options={[{ value: 'marketing', label: <>{rich('{mark} Marketing', { mark: <Mark team="marketing" /> })}</> }, { value: 'sales', label: <>{rich('{mark} Sales', { mark: <Mark team="sales" /> })}</> }]} />
              : <span className={`who ${draft.team === 'marketing' ? 'm' : 's'}`}><Mark team={draft.team} /> {draft.team === 'marketing' ? t('Marketing') : t('Sales')}</span>}
          </div>
        </div>
      </FieldPair>
      <FieldPair>
        <TextField label={t('From')} hint={t('The name readers see.')} value={draft.fromName} onChange={(fromName) => onChange({ fromName })} error={problem?.field('fromName')} readOnly={readOnly} maxLength={200} />
        <TextField label={t('Sender address')} type="email" value={draft.fromAddress} onChange={(fromAddress) => onChange({ fromAddress })} error={problem?.field('fromAddress')} readOnly={readOnly} maxLength={320} />
      </FieldPair>
      <FieldPair>
        <TextField label={t('Answers go to')} optional type="email" placeholder={draft.fromAddress} value={draft.replyTo ?? ''} onChange={(text) => onChange({ replyTo: text === '' ? null : text })} error={problem?.field('replyTo')} readOnly={readOnly} maxLength={320} />
        <SelectField label={t('Mail server')} value={draft.serverId === null ? '' : String(draft.serverId)} onChange={(value) => onChange({ serverId: Number(value) })} empty={t('Choose a server')} disabled={readOnly}
          hint={choices.find((server) => server.id === draft.serverId)?.kind === 'local' ? t('The mailbox on this machine: nothing leaves it.') : undefined}
          choices={choices.map((server) => ({ value: String(server.id), label: server.name }))} error={problem?.field('serverId')} />
      </FieldPair>
      <AudienceFields campaign={campaign} audience={draft.audience} draft={draft} onChange={(audience) => onChange({ audience })} readOnly={readOnly} />
      <TopicField campaignId={campaign.id} readOnly={readOnly} />
      <TimeFields sendTime={draft.sendTime} onChange={(sendTime) => onChange({ sendTime })} readOnly={readOnly} />
    </section>
  );
}
