import { useDeferredValue, useState } from 'react';
import { listCompanies } from '../../../people/companies/contract.ts';
import { listLists } from '../../../people/lists/contract.ts';
import { listMembers } from '../../../people/workspaces/contract.ts';
import { SelectField } from '../../../platform/ui/choice-fields.tsx';
import { useEndpoint } from '../../../platform/ui/queries.ts';
import { t } from '../../../platform/ui/words.ts';
import type { RuleFieldsProps } from './rule-fields.tsx';
import { someOfNames } from './rule-words.ts';
import { SomeField } from './some-field.tsx';

type Kind = 'list' | 'company' | 'owner';

/** On lists, at companies, owned by members: some of many, or (not) any at all. */
export function RelationFields({ kind, rule, onChange, names }: RuleFieldsProps & { kind: Kind }) {
  const words = someOfNames(kind);
  const op = rule['op'] as keyof typeof words;
  const ops = (kind === 'list' ? ['in', 'not-in'] as const : ['in', 'not-in', 'is-set', 'is-not-set'] as const).map((value) => ({ value, label: words[value] }));
  const ids = (rule['ids'] ?? []) as number[];
  const isSome = op === 'in' || op === 'not-in';
  const choose = (next: typeof op) => onChange(next === 'in' || next === 'not-in' ? { rule: kind, op: next, ids } : { rule: kind, op: next });
  return (
    <>
      <SelectField quiet label={t('How')} value={op} choices={ops} onChange={choose} />
      {isSome && <Found kind={kind} ids={ids} names={names} onChange={(next) => onChange({ ...rule, ids: next })} />}
    </>
  );
}

function Found({ kind, ids, names, onChange }: { kind: Kind; ids: number[]; names: RuleFieldsProps['names']; onChange: (ids: number[]) => void }) {
  const [search, setSearch] = useState('');
  const asked = useDeferredValue(search.trim()) || undefined;
  const lists = useEndpoint(listLists, { query: { limit: 200 } }, { enabled: kind === 'list' });
  const companies = useEndpoint(listCompanies, { query: { limit: 50, search: asked } }, { enabled: kind === 'company', keep: true });
  const members = useEndpoint(listMembers, {}, { enabled: kind === 'owner' });
  const found: { id: number; name: string }[] = (kind === 'list' ? lists.data?.items : kind === 'company' ? companies.data?.items : members.data?.items) ?? [];
  const words = { list: { label: t('Lists'), placeholder: t('Add a list') }, company: { label: t('Companies'), placeholder: t('Add a company') }, owner: { label: t('Members'), placeholder: t('Add a member') } }[kind];
  return (
    <SomeField {...words} choices={found.map(({ id, name }) => ({ value: String(id), label: name }))} values={ids.map(String)}
      names={new Map(ids.map((id) => [String(id), names.get(`${kind} ${id}`) ?? t('something that is gone')]))} onChange={(values) => onChange(values.map(Number))} {...(kind === 'company' ? { onSearch: setSearch } : {})} />
  );
}
