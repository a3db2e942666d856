import type { z } from 'zod';
import { t } from '../../../platform/ui/words.ts';
import type { variable } from '../contract.ts';

type Variable = z.infer<typeof variable>;

const titles: Record<Variable['group'], () => string> = {
  contact: () => t('The contact'), attribute: () => t('Your attributes'), company: () => t('Their company'), sender: () => t('The sender'), workspace: () => t('Your company'), message: () => t('This mail'),
};
const order = Object.keys(titles) as Variable['group'][];

/** In the order people look for them. */
export function variableGroups(items: readonly Variable[]): { title: string; items: Variable[] }[] {
  return order.map((group) => ({ title: titles[group](), items: items.filter((item) => item.group === group) })).filter((group) => group.items.length > 0);
}

/**
 * The variable as it is written. One that a contact may lack gets a default to be filled in:
 * without it, whoever has no value is held back.
 */
export function liquidOf(item: Variable): string {
  const mayLack = item.group === 'contact' || item.group === 'attribute' || item.group === 'company';
  return mayLack && item.path !== 'contact.email' ? `{{ ${item.path} | default: "" }}` : `{{ ${item.path} }}`;
}
