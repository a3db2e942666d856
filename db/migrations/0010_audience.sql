-- Aiming: whose clock a campaign goes by, what its audience was when it was frozen, and when it goes where.

-- Where a contact's own zone is unknown, the company's is taken, then the workspace's.
alter table companies add column time_zone text;

alter table campaigns
  -- How its messages fall due: shape in work/campaigns/contract.ts (sendTime).
  add column send_time jsonb not null default '{"kind":"at-once"}',
  -- For a local time: the day by everybody's own calendar; null: the first such time after the launch.
  add column send_day date,
  -- What its segments said when freezing began, and when that was: later edits of a segment change nothing.
  add column frozen_conditions jsonb,
  add column freezing_since timestamptz,
  -- How many there were then, where the places in a spread depend on it.
  add column audience_expected bigint,
  -- Why it stands still and a person has to decide, in words; null: it does not.
  add column standstill text;

-- How many of a campaign's messages fall due when, by zone: written while the audience is frozen.
create table campaign_timetable (
  workspace_id int not null,
  campaign_id bigint not null,
  zone text not null,
  -- The due time itself, or where it is spread the beginning of its hour on the zone's clock.
  at timestamptz not null,
  count bigint not null,
  primary key (workspace_id, campaign_id, zone, at),
  foreign key (workspace_id, campaign_id) references campaigns on delete cascade
);

alter table lanes
  -- Hours a day in which its messages may go (gate/sending-window.ts); null: always.
  add column send_window jsonb,
  -- A lane spread over hours keeps its rate after a pause, too: a token bucket, moved by whoever claims.
  add column per_hour float8 check (per_hour > 0),
  add column tokens float8 not null default 1,
  add column tokens_at timestamptz not null default now();
