import { useDeferredValue, useState } from 'react';
import { SelectField } from '../../../platform/ui/choice-fields.tsx';
import { ComboboxField } from '../../../platform/ui/combobox-field.tsx';
import { useEndpoint } from '../../../platform/ui/queries.ts';
import { NumberField } from '../../../platform/ui/text-fields.tsx';
import { t } from '../../../platform/ui/words.ts';
import { findChoices } from '../contract.ts';
import { DayField } from './attribute-fields.tsx';
import type { RuleFieldsProps, RuleNames } from './rule-fields.tsx';
import { actNames } from './rule-words.ts';

type Act = keyof ReturnType<typeof actNames>;
type Mail = 'any' | 'marketing' | 'sales' | 'campaign';
type Period = 'ever' | 'within' | 'since' | 'campaign';

/** What somebody did or did not do, with which mail, and since when. */
export function BehaviourFields({ rule, onChange, names }: RuleFieldsProps) {
  const act = `${rule['did'] as 'did'} ${rule['what'] as 'opened'}` as Act;
  const mail: Mail = 'campaignId' in rule ? 'campaign' : ((rule['team'] as Mail | undefined) ?? 'any');
  const { campaignId: _campaign, team: _team, link: _link, ...bare } = rule;
  const chooseAct = (next: Act) => {
    const [did, what] = next.split(' ');
    const { link: _dropped, ...rest } = rule;
    onChange({ ...(what === 'clicked' ? rule : rest), did, what } as RuleFieldsProps['rule']);
  };
  const chooseMail = (next: Mail) => {
    const { sinceCampaignId: _since, ...rest } = bare;
    onChange((next === 'campaign' ? { ...rest, campaignId: undefined } : next === 'any' ? bare : { ...bare, team: next }) as RuleFieldsProps['rule']);
  };
  return (
    <>
      <SelectField quiet label={t('What they did')} value={act} choices={(Object.entries(actNames()) as [Act, string][]).map(([value, label]) => ({ value, label }))} onChange={chooseAct} />
      <SelectField quiet label={t('Which mail')} value={mail} onChange={chooseMail} choices={[
        { value: 'any', label: t('any mail') }, { value: 'marketing', label: t('any mail of Marketing') }, { value: 'sales', label: t('any mail of Sales') }, { value: 'campaign', label: t('the campaign …') },
      ]} />
      {mail === 'campaign' && <CampaignField label={t('Campaign')} value={rule['campaignId'] as number | undefined} names={names} onChange={(campaignId) => onChange({ ...rule, campaignId, link: undefined })} />}
      {mail === 'campaign' && rule['what'] === 'clicked' && rule['campaignId'] !== undefined && (
        <LinkField campaignId={rule['campaignId'] as number} value={rule['link'] as string | undefined} onChange={(link) => onChange({ ...rule, link })} />
      )}
      <PeriodFields rule={rule} onChange={onChange} names={names} mail={mail} />
    </>
  );
}

function PeriodFields({ rule, onChange, names, mail }: RuleFieldsProps & { mail: Mail }) {
  const period: Period = 'withinDays' in rule ? 'within' : 'since' in rule ? 'since' : 'sinceCampaignId' in rule ? 'campaign' : 'ever';
  const { withinDays: _within, since: _since, sinceCampaignId: _campaign, ...bare } = rule;
  const begun = { 'ever': {}, 'within': { withinDays: 30 }, 'since': { since: undefined }, 'campaign': { sinceCampaignId: undefined } };
  const periods: { value: Period; label: string }[] = [
    { value: 'ever', label: rule['did'] === 'did' ? t('at any time') : t('ever') }, { value: 'within', label: t('in the last … days') }, { value: 'since', label: t('since a day') },
    ...(mail === 'campaign' ? [] : [{ value: 'campaign' as const, label: t('since a campaign went out to them') }]),
  ];
  return (
    <>
      <SelectField quiet label={t('When')} value={period} choices={periods} onChange={(next) => onChange({ ...bare, ...begun[next] } as RuleFieldsProps['rule'])} />
      {period === 'within' && <NumberField quiet label={t('Days')} unit={t('days')} min={1} value={(rule['withinDays'] ?? null) as number | null} onChange={(withinDays) => onChange({ ...rule, withinDays: withinDays ?? undefined })} />}
      {period === 'since' && <DayField label={t('Day')} value={(rule['since'] ?? '') as string} onChange={(since) => onChange({ ...rule, since })} />}
      {period === 'campaign' && <CampaignField label={t('Since which campaign')} value={rule['sinceCampaignId'] as number | undefined} names={names} onChange={(sinceCampaignId) => onChange({ ...rule, sinceCampaignId })} />}
    </>
  );
}

function CampaignField({ label, value, names, onChange }: { label: string; value: number | undefined; names: RuleNames; onChange: (id: number) => void }) {
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState<{ value: string; label: string }>();
  const found = useEndpoint(findChoices, { query: { kind: 'campaign', search: useDeferredValue(search.trim()) || undefined } }, { keep: true }).data?.items ?? [];
  const choices = found.map(({ id, name }) => ({ value: String(id), label: name }));
  const kept = value === undefined || choices.some((choice) => choice.value === String(value)) ? []
    : [chosen?.value === String(value) ? chosen : { value: String(value), label: names.get(`campaign ${value}`) ?? t('something that is gone') }];
  const take = (id: string) => {
    setChosen(choices.find((choice) => choice.value === id));
    onChange(Number(id));
  };
  return <ComboboxField quiet label={label} placeholder={t('Find a campaign')} choices={[...choices, ...kept]} value={value === undefined ? '' : String(value)} onChange={take} onSearch={setSearch} />;
}

function LinkField({ campaignId, value, onChange }: { campaignId: number; value: string | undefined; onChange: (link: string | undefined) => void }) {
  const links = (useEndpoint(findChoices, { query: { kind: 'link', campaignId } }).data?.items ?? []).map(({ name }) => name);
  const all = value === undefined || links.includes(value) ? links : [...links, value];
  return <SelectField quiet label={t('Which link')} value={value ?? 'any link'} choices={[{ value: 'any link', label: t('any link') }, ...all.map((link) => ({ value: link, label: link }))]} onChange={(link) => onChange(link === 'any link' ? undefined : link)} />;
}
