import assert from 'node:assert/strict';
import { test } from 'node:test';
import pg from 'pg';
import { freshDatabase } from '../../../test/support/database.ts';
import { dumpSchema } from './dump-schema.ts';
import { ensurePartitions } from './partitions.ts';

async function dump(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await dumpSchema(client);
  } finally {
    await client.end();
  }
}

test('what is written makes the same again', async () => {
  const first = await freshDatabase();
  const second = await freshDatabase({ migrated: false });
  const text = await dump(first.url);
  await second.db.query({ text });
  assert.equal(await dump(second.url), text);
});

test('all that a schema may hold is in it', async () => {
  const { url, db } = await freshDatabase({ migrated: false });
  await db.query({ text: `
    create type mood as enum ('good', 'it''s bad');
    create sequence numbers start 5;
    create table parents (id int generated always as identity primary key, mood mood default 'good', twice int generated always as (id * 2) stored, check (id > 0)) with (fillfactor = 80);
    create table children (parent int references parents on delete cascade, name text not null default 'x');
    create unique index children_name on children (lower(name)) where parent is not null;
    create view names as select name from children;
    create function touch() returns trigger language plpgsql as 'begin return new; end';
    create trigger touched before update on children for each row execute function touch();
    comment on column children.name is 'what it''s called';` });
  const text = await dump(url);
  for (const part of [
    `create type mood as enum ('good', 'it''s bad')`, 'create sequence numbers', 'generated always as identity', 'generated always as ((id * 2)) stored',
    'with (fillfactor=80)', 'ON DELETE CASCADE', `default 'x'::text not null`, 'WHERE (parent IS NOT NULL)', 'create view names', 'CREATE TRIGGER touched',
    `comment on column children.name is 'what it''s called'`,
  ]) assert.ok(text.includes(part), `${part} is in\n${text}`);
});

test('months come and go without changing it', async () => {
  const { url, db } = await freshDatabase();
  const before = await dump(url);
  await ensurePartitions(db, new Date('2031-01-15'));
  assert.equal(await dump(url), before);
});
