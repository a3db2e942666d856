import type { ColumnPlan, GuessedColumn, ImportPlan, ImportView } from '../contract.ts';

// The wizard's plan while it is being made. Pure, so that what is sent can be tried without a screen.

export interface PlanDraft {
  columns: { index: number; to: string; dates?: 'dmy' | 'mdy' | undefined; decimal?: '.' | ',' | undefined }[];
  newAttributes: ImportPlan['newAttributes'];
  consent: 'unknown' | 'given';
  consentSource: string;
  /** Id of a list there is, or '' . */
  listId: string;
  /** Name of a list to make, or ''. */
  newList: string;
  onExisting: ImportPlan['onExisting'];
}

/** Begins with the plan sent before, else with what we guessed. */
export function draftOf(view: ImportView): PlanDraft {
  const { plan } = view;
  const guesses = (view.found?.columns ?? []).map(({ index, to, dates, decimal }) => ({ index, to, dates, decimal }));
  if (!plan) return { columns: guesses, newAttributes: [], consent: 'unknown', consentSource: '', listId: '', newList: '', onExisting: 'update' };
  return {
    columns: guesses.map((guess) => plan.columns.find((column) => column.index === guess.index) ?? { ...guess, to: 'skip' }),
    newAttributes: plan.newAttributes, consent: plan.consent, consentSource: plan.consentSource, listId: String(plan.lists[0] ?? ''), newList: plan.newList ?? '', onExisting: plan.onExisting,
  };
}

/** Lets a column become something; who had that field before is left out. */
export function assign(draft: PlanDraft, column: GuessedColumn, to: string): PlanDraft {
  const isNew = to === 'new';
  const target = isNew ? `attribute:${column.suggest.key}` : to;
  const columns = draft.columns.map((each) => (each.index === column.index ? { ...each, to: target } : target !== 'skip' && each.to === target ? { ...each, to: 'skip' } : each));
  const wanted = new Set(columns.map((each) => each.to));
  const kept = draft.newAttributes.filter((each) => wanted.has(`attribute:${each.key}`));
  return { ...draft, columns, newAttributes: isNew && !kept.some((each) => each.key === column.suggest.key) ? [...kept, column.suggest] : kept };
}

export function changeAttribute(draft: PlanDraft, key: string, change: Partial<ImportPlan['newAttributes'][number]>): PlanDraft {
  return { ...draft, newAttributes: draft.newAttributes.map((each) => (each.key === key ? { ...each, ...change } : each)) };
}

/** The plan to send. */
export function planOf(draft: PlanDraft): ImportPlan {
  return {
    columns: draft.columns.filter((column) => column.to !== 'skip').map(({ index, to, dates, decimal }) => ({ index, to, ...(dates ? { dates } : {}), ...(decimal ? { decimal } : {}) }) as ColumnPlan),
    newAttributes: draft.newAttributes, consent: draft.consent, consentSource: draft.consent === 'given' ? draft.consentSource : '',
    lists: draft.listId === '' ? [] : [Number(draft.listId)], newList: draft.newList.trim() || null, onExisting: draft.onExisting,
  };
}
