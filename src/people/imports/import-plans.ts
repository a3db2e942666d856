import type { Transaction } from '../../platform/db/index.ts';
import { conflict, forbidden, invalid, type FieldError } from '../../platform/errors/index.ts';
import type { Actor } from '../../platform/identity/index.ts';
import { t } from '../../platform/words/contract.ts';
import { defineAttribute, listAttributes } from '../contacts/index.ts';
import { ensureList, listNames } from '../lists/index.ts';
import { canDefineAttributes } from '../workspaces/index.ts';
import type { ImportKind, ImportPlan } from './contract.ts';
import { importStatus, isOpen } from './import-status.ts';
import { factsOf } from './present-import.ts';
import type { PreparedUpload } from './prepare-upload.ts';
import { lockImport, type ImportRecord } from './queries.ts';

// A plan is checked whole before anything is done with it, for a dry run as for the run.

/** Locks an import that may still be mapped; throws what is in the way otherwise. */
export async function lockOpenImport(tx: Transaction, workspaceId: number, importId: number): Promise<ImportRecord & { found: PreparedUpload }> {
  const row = await lockImport.one(tx, [workspaceId, importId], 'import');
  const status = importStatus(factsOf(row));
  if (status === 'reading') throw conflict('import_reading', t('The file is still being read. Wait a moment.'));
  if (!isOpen(status)) throw conflict('import_closed', t('This import has begun or ended already. Nothing was changed. Upload the file again for another one.'));
  return row as ImportRecord & { found: PreparedUpload };
}

/** Throws one problem that names each thing wrong with the plan. */
export async function checkPlan(tx: Transaction, actor: Actor, row: ImportRecord & { found: PreparedUpload }, plan: ImportPlan): Promise<void> {
  const wrong: FieldError[] = [];
  const fail = (path: string, message: string) => void wrong.push({ path: `body.${path}`, message });
  const used = plan.columns.filter((column) => column.to !== 'skip');
  if (!used.some((column) => column.to === 'email')) fail('columns', t('No column is the address. Choose which one is.'));
  const twice = used.find((column, index) => column.to !== 'email' && used.findIndex((other) => other.to === column.to) !== index);
  if (twice) fail('columns', t('Two columns would become {field}. Choose one.', { field: twice.to }));
  if (plan.columns.some((column) => column.index >= Math.max(row.found.columns, row.found.headers.length))) fail('columns', t('The plan names a column that the file does not have.'));
  checkKind(row.kind, used.map((column) => column.to), plan, fail);
  await checkAttributePlan(tx, row.workspace_id, used.map((column) => column.to), plan, fail);
  if (plan.consent === 'given' && plan.consentSource === '') fail('consentSource', t('Say where the consent was given: a form, a fair, a contract.'));
  if (plan.lists.length > 0) {
    const known = await listNames(tx, row.workspace_id, plan.lists);
    if (known.length < new Set(plan.lists).size) fail('lists', t('One of the lists is no longer there.'));
  }
  if (plan.newAttributes.length > 0 && !canDefineAttributes(actor)) throw forbidden(t('You may not define new attributes. Ask a manager to, or skip those columns.'));
  if (wrong.length > 0) throw invalid('invalid_plan', wrong.map((each) => each.message).join(' '), wrong);
}

function checkKind(kind: ImportKind, targets: readonly string[], plan: ImportPlan, fail: (path: string, message: string) => void): void {
  if (kind === 'suppressions') {
    if (targets.some((to) => to !== 'email' && to !== 'note')) fail('columns', t('A list of suppressions has an address and a note, nothing else.'));
    if (plan.lists.length > 0 || plan.newList !== null) fail('lists', t('Suppressed addresses join no list.'));
  } else if (targets.includes('note')) fail('columns', t('Contacts have no note; choose an attribute.'));
}

async function checkAttributePlan(tx: Transaction, workspaceId: number, targets: readonly string[], plan: ImportPlan, fail: (path: string, message: string) => void): Promise<void> {
  const known = new Set((await listAttributes(tx, workspaceId)).map((each) => each.key));
  const made = new Set(plan.newAttributes.map((each) => each.key));
  for (const to of targets) if (to.startsWith('attribute:') && !known.has(to.slice(10)) && !made.has(to.slice(10))) fail('columns', t('There is no attribute {key}.', { key: to.slice(10) }));
  for (const each of plan.newAttributes) {
    if (known.has(each.key)) fail('newAttributes', t('There is an attribute {key} already.', { key: each.key }));
    if (each.type === 'choice' && each.choices.length === 0) fail('newAttributes', t('{label} wants its choices.', { label: each.label }));
  }
  if (made.size < plan.newAttributes.length) fail('newAttributes', t('Two new attributes have the same key.'));
}

/** Makes what the plan wants made, and answers the plan with its id in place. */
export async function carryOutPlan(tx: Transaction, workspaceId: number, plan: ImportPlan, byMember: number, now: Date): Promise<ImportPlan> {
  for (const attribute of plan.newAttributes) await defineAttribute(tx, workspaceId, attribute, now);
  if (plan.newList === null) return plan;
  const listId = await ensureList(tx, workspaceId, { name: plan.newList, description: '', createdBy: byMember, now });
  return { ...plan, newList: null, lists: [...new Set([...plan.lists, listId])] };
}
