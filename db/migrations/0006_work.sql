-- What campaigns need beyond the spine, and the lists behind the numbers that had no index yet.

alter table campaigns
  add column team text not null default 'marketing' check (team in ('sales', 'marketing')),
  -- Counts edits: a save names the one it has seen, so that two people never overwrite each other.
  add column revision int not null default 1,
  add column updated_at timestamptz not null default now(),
  add column paused_by bigint,
  add column cancelled_by bigint;

-- A cancelled campaign may still have messages to cancel, and a finished audience none to freeze:
-- this is what the campaigns' worker looks through.
drop index campaigns_active;
create index campaigns_active on campaigns (workspace_id, id) where launched_at is not null and finished_at is null;

-- Few messages bounce: partial, so that the many pay nothing.
create index messages_bounced on messages (workspace_id, source_kind, source_id, bounced_at desc, id desc) where bounce is not null;
