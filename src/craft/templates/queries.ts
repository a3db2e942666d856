import { statement } from '../../platform/db/index.ts';
import type { BodyKind } from '../emails/contract.ts';
import type { TemplateKind, TemplateTeam } from './contract.ts';

export interface TemplateLine {
  id: number;
  kind: TemplateKind;
  name: string;
  team: TemplateTeam;
  subject: string;
  body_kind: BodyKind;
  created_at: Date;
  created_by: number | null;
  created_by_name: string | null;
  updated_at: Date;
  archived_at: Date | null;
}

export interface TemplateRow extends TemplateLine {
  preheader: string;
  body: string;
  text_body: string | null;
  revision: number;
}

const line = 't.id, t.kind, t.name, t.team, t.subject, t.body_kind, t.created_at, t.created_by, m.name as created_by_name, t.updated_at, t.archived_at';
const from = 'from templates t left join members m on m.workspace_id = t.workspace_id and m.id = t.created_by';

/** $2 kind, $3 team, $4 search, $5 put away, $6 the last id of the page before. templates_listed serves those in use. */
export const listTemplates = statement<TemplateLine & Record<string, unknown>>('templates.list', `
  select ${line} ${from}
  where t.workspace_id = $1 and t.kind = $2 and ($3::text is null or t.team in ($3, 'both')) and (t.archived_at is not null) = $5
    and ($4::text is null or strpos(lower(t.name), lower($4)) > 0 or strpos(lower(t.subject), lower($4)) > 0)
    and ($6::bigint is null or t.id < $6)
  order by t.id desc limit $7`);

export const findTemplate = statement<TemplateRow & Record<string, unknown>>('templates.find', `
  select ${line}, t.preheader, t.body, t.text_body, t.revision ${from} where t.workspace_id = $1 and t.id = $2`);

/** Changes of one template come one after the other. */
export const lockTemplate = statement<{ id: number }>('templates.lock', 'select id from templates where workspace_id = $1 and id = $2 for update');

export const insertTemplate = statement<{ id: number }>('templates.insert', `
  insert into templates (workspace_id, kind, name, team, subject, preheader, body_kind, body, text_body, from_email_id, created_by, created_at, updated_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12) returning id`);

export const updateTemplate = statement('templates.update', `
  update templates set name = $3, team = $4, archived_at = $5, updated_at = $6 where workspace_id = $1 and id = $2`);

export const updateContent = statement('templates.update-content', `
  update templates set subject = $3, preheader = $4, body_kind = $5, body = $6, text_body = $7, revision = revision + 1, updated_at = $8
  where workspace_id = $1 and id = $2`);
