import { statement, type Queryable } from '../../platform/db/index.ts';
import { conflict, invalid, notFound } from '../../platform/errors/index.ts';
import { t } from '../../platform/words/contract.ts';
import { plainKey } from './attribute-key.ts';
import { checkAttribute, type AttributeDefinition, type AttributeType, type AttributeValue } from './attribute-value.ts';
import type { AttributeView } from './contract.ts';

interface Row extends Record<string, unknown> {
  key: string;
  label: string;
  type: AttributeType;
  choices: string[] | null;
  archived_at: Date | null;
}

const listRows = statement<Row>('contacts.list-attributes', 'select key, label, type, choices, archived_at from attribute_definitions where workspace_id = $1 order by created_at, key');
const insertRow = statement<Row>('contacts.define-attribute', `
  insert into attribute_definitions (workspace_id, key, label, type, choices, created_at) values ($1, $2, $3, $4, $5, $6)
  on conflict do nothing returning key, label, type, choices, archived_at`);
const changeRow = statement<Row>('contacts.change-attribute', `
  update attribute_definitions set label = coalesce($3, label), choices = coalesce($4, choices),
    archived_at = case when $5::boolean is null then archived_at when $5 then coalesce(archived_at, $6) end
  where workspace_id = $1 and key = $2 returning key, label, type, choices, archived_at`);

const presented = (row: Row): AttributeView => ({ key: row.key, label: row.label, type: row.type, choices: row.choices ?? [], archivedAt: row.archived_at?.toISOString() ?? null });

/** The attributes in use, in the order they were defined. */
export async function listAttributes(on: Queryable, workspaceId: number): Promise<AttributeDefinition[]> {
  return (await listRows.rows(on, [workspaceId])).filter((row) => !row.archived_at).map((row) => ({ key: row.key, label: row.label, type: row.type, choices: row.choices ?? [] }));
}

/** All of them, archived ones included. */
export const listAllAttributes = async (on: Queryable, workspaceId: number): Promise<AttributeView[]> => (await listRows.rows(on, [workspaceId])).map(presented);

export interface NewAttribute {
  key?: string | undefined;
  label: string;
  type: AttributeType;
  choices: readonly string[];
}

/** Defines an attribute; its key is made from the label when none is given. Throws `attribute_exists`. */
export async function defineAttribute(on: Queryable, workspaceId: number, attribute: NewAttribute, now: Date): Promise<AttributeView> {
  const key = attribute.key ?? plainKey(attribute.label);
  if (!/^[a-z][a-z0-9_]{0,62}$/.test(key)) throw invalid('invalid_key', t('The key wants lower-case letters, digits and underscores, a letter first.'), [{ path: 'body.key', message: t('not a key') }]);
  if (attribute.type === 'choice' && attribute.choices.length === 0) throw invalid('choices_missing', t('An attribute of choices wants at least one.'), [{ path: 'body.choices', message: t('wanted') }]);
  const row = await insertRow.maybe(on, [workspaceId, key, attribute.label, attribute.type, attribute.type === 'choice' ? [...new Set(attribute.choices)] : null, now]);
  if (!row) throw conflict('attribute_exists', t('There is an attribute with the key {key} already. Use it, or choose another key.', { key }));
  return presented(row);
}

/** The type stays: values of it are there. */
export async function changeAttribute(on: Queryable, workspaceId: number, key: string, change: { label?: string | undefined; choices?: string[] | undefined; archived?: boolean | undefined }, now: Date): Promise<AttributeView> {
  const row = await changeRow.maybe(on, [workspaceId, key, change.label ?? null, change.choices ? [...new Set(change.choices)] : null, change.archived ?? null, now]);
  if (!row) throw notFound(t('attribute'));
  return presented(row);
}

/** Checks typed values against their definitions; throws one problem with a line for each that is wrong. Null removes. */
export async function checkAttributes(on: Queryable, workspaceId: number, values: Record<string, unknown>): Promise<{ set: Record<string, AttributeValue>; remove: string[] }> {
  const definitions = new Map((await listAttributes(on, workspaceId)).map((each) => [each.key, each]));
  const set: Record<string, AttributeValue> = {};
  const remove: string[] = [];
  const wrong: { path: string; message: string }[] = [];
  for (const [key, value] of Object.entries(values)) {
    const definition = definitions.get(key);
    const read = definition ? checkAttribute(definition, value) : { problem: t('There is no attribute with the key {key}.', { key }) };
    if ('problem' in read) wrong.push({ path: `body.attributes.${key}`, message: read.problem });
    else if (read.value === null) remove.push(key);
    else set[key] = read.value;
  }
  if (wrong.length > 0) throw invalid('invalid_attributes', wrong.map((each) => each.message).join(' '), wrong);
  return { set, remove };
}
