-- What delivery keeps of what comes back, beyond the spine.

-- A re-judgement names the conclusion it takes back, so what stands can be told from what was corrected.
alter table events add column takes_back bigint;

-- The log as it stands now.
create view standing_events as
  select e.* from events e
  where e.sign = 1 and not exists (
    select 1 from events r
    where r.sign = -1 and r.workspace_id = e.workspace_id and r.message_id = e.message_id and r.at = e.at and r.takes_back = e.id);

-- Hits of people who refused tracking and of totals-only workspaces: only their random ids, and only until a
-- replay can no longer come. They make counting them exact; nothing leads from one to a message or a person.
create table anonymous_hits (
  workspace_id int not null references workspaces,
  id bigint not null,
  seen_at timestamptz not null,
  primary key (workspace_id, id)
);
create index anonymous_hits_seen on anonymous_hits (seen_at);

create index engagements_machine_clicked on engagements (workspace_id, source_kind, source_id, machine_clicked_at desc, message_id desc)
  where machine_clicked_at is not null and clicked_at is null;

-- Guards what is read, judged and written back: a row that changed in between is judged again.
alter table engagements add column revision int not null default 0;

-- As in the spine, but any number of processes may call it at once, and a month that already has rows in the default
-- partition (the upkeep did not run for long) is left there: late is better than not at all.
create or replace function ensure_month_partitions(from_month date, until_month date) returns void language plpgsql as $$
declare
  parent text;
  month date;
  part text;
begin
  perform pg_advisory_xact_lock(hashtext('kindred month partitions'));
  foreach parent in array array['hits', 'events'] loop
    month := date_trunc('month', from_month);
    while month <= until_month loop
      part := parent || '_' || to_char(month, 'YYYYMM');
      if to_regclass(part) is null then
        begin
          execute format('create table %I partition of %I for values from (%L) to (%L)',
            part, parent, month::timestamp at time zone 'UTC', (month + interval '1 month')::timestamp at time zone 'UTC');
        exception when check_violation then null;
        end;
      end if;
      month := month + interval '1 month';
    end loop;
  end loop;
end $$;
