import { t } from '../../../platform/ui/words.ts';
import type { Behaviour, FieldType, Operator, Rule } from '../contract.ts';
import type { DraftGroup } from './draft.ts';

/** The kinds of rules, in the order they are offered. */
export const kindNames = (): Record<Rule['rule'], string> => ({
  attribute: t('What we know of them'), behaviour: t('What they did with our mail'), list: t('Lists'), company: t('Company'), owner: t('Owner'), consent: t('Consent'), segment: t('Another segment'),
});

export const whichNames = (): Record<DraftGroup['which'], string> => ({
  'all': t('all of these are true'), 'any': t('any of these is true'), 'none': t('none of these is true'), 'not-all': t('not all of these are true'),
});

export const joiningWord = (which: DraftGroup['which']): string => (which === 'all' || which === 'not-all' ? t('and // between two rules') : t('or // between two rules'));

export const operatorNames = (type: FieldType): Record<Operator, string> => ({
  'is': t('is'), 'is-not': t('is not'), 'contains': t('contains'), 'contains-not': t('does not contain'), 'starts-with': t('starts with'),
  'equals': t('is'), 'equals-not': t('is not'), 'less': t('is less than'), 'greater': t('is more than'), 'between': t('is between'),
  'before': t('is before'), 'after': t('is after'), 'in-last': t('is in the last … days'), 'in-next': t('is in the next … days'),
  'is-true': t('is yes'), 'is-false': t('is no'), 'any-of': t('is one of'), 'none-of': t('is none of'),
  'is-set': type === 'boolean' ? t('is yes or no') : t('is known'), 'is-not-set': t('is not known'),
});

export const someOfNames = (kind: 'list' | 'company' | 'owner' | 'segment'): { 'in': string; 'not-in': string; 'is-set': string; 'is-not-set': string } => ({
  'in': kind === 'list' ? t('are on') : kind === 'company' ? t('work at') : kind === 'owner' ? t('are owned by') : t('are in'),
  'not-in': kind === 'list' ? t('are not on') : kind === 'company' ? t('do not work at') : kind === 'owner' ? t('are not owned by') : t('are not in'),
  'is-set': kind === 'owner' ? t('have an owner') : t('have a company'), 'is-not-set': kind === 'owner' ? t('have no owner') : t('have no company'),
});

export const actNames = (): Record<`${'did' | 'did-not'} ${Behaviour}`, string> => ({
  'did opened': t('opened'), 'did clicked': t('clicked in'), 'did replied': t('replied to'), 'did was-sent': t('were sent'), 'did unsubscribed': t('unsubscribed from'),
  'did-not opened': t('did not open'), 'did-not clicked': t('did not click in'), 'did-not replied': t('did not reply to'), 'did-not was-sent': t('were not sent'), 'did-not unsubscribed': t('did not unsubscribe from'),
});
