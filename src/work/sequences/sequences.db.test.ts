import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addCompany, testApp } from '../../../test/support/api.ts';
import { freshDatabase } from '../../../test/support/database.ts';
import { emailsRoutes } from '../../craft/emails/index.ts';
import { suppress } from '../../people/suppressions/index.ts';
import { movableClock } from '../../platform/clock/index.ts';
import { deliverOutbox, emit } from '../../platform/outbox-events/index.ts';
import { addContacts, addPeople, body, putOnList } from '../campaigns/testing/campaign-world.ts';
import { checkCounts } from '../../delivery/events/index.ts';
import { sequencesHear, sequencesRoutes, workOnSequences, type FindMailbox } from './index.ts';
import { sweepEnrolments } from './worker/sweep.ts';

const { db } = await freshDatabase();
// A Tuesday, ten in London.
const clock = movableClock('2026-11-24T10:00:00Z');
const keys = [{ id: 1, secret: Buffer.alloc(32, 1) }];
const company = await addCompany(db);
const other = await addCompany(db, 'Southwind');
const { workspaceId } = company;
const world = await addPeople(db, company, ['Ann', 'Ben', 'Cem', 'Dora']);
const [ann, ben, cem, dora] = world.contactIds as [number, number, number, number];
await db.pool.query(`update workspaces set time_zone = 'Europe/London' where workspace_id = $1`, [workspaceId]);
let connected = true;
const mailboxOf: FindMailbox = async () => (connected ? { serverId: world.serverId as never, from: { name: 'Mia', address: 'mia@northwind.example' } } : null);
const deps = { db, keys, mailboxOf };
const app = await testApp({ db, clock, routes: [...sequencesRoutes(deps), ...emailsRoutes({ db })] });
// Members of both teams.
await db.pool.query(`update members set team = 'both' where workspace_id = $1`, [workspaceId]);
const mia = app.as({ ...company.member, team: 'both' });
const lead = app.as(company.owner);

const work = async () => { while (await workOnSequences(deps, clock.now())); };
const say = async (name: string, payload: Record<string, unknown>) => {
  await emit(db, { workspaceId, name, payload });
  while (await deliverOutbox(db, new Map([...sequencesHear(() => clock.now())].map(([event, handle]) => [event, [handle]])), 100, (error) => { throw error; }));
};
const messages = async (sequenceId: number, contactId: number) => (await db.pool.query(
  `select id, step, state, due_at, vars from messages where workspace_id = $1 and source_kind = 'sequence' and source_id = $2 and recipient_id = $3 order by id`, [workspaceId, sequenceId, contactId])).rows;
/** As the sender would: what is due goes. */
const send = async () => db.pool.query(`update messages set state = 'accepted', accepted_at = $2, ended_at = $2 where workspace_id = $1 and state = 'planned' and source_kind = 'sequence' and due_at <= $2`, [workspaceId, clock.now()]);
const enrolments = async (sequenceId: number, more: object = {}) => (await mia.get('/enrolments', { sequenceId, ...more })).body.items;
const one = async (sequenceId: number, contactId: number) => (await mia.get('/enrolments', { sequenceId, contactId })).body.items[0];

async function sequence(steps: object[], more: object = {}): Promise<number> {
  const made = await mia.post('/sequences', { name: 'Hello', team: 'sales', ...more });
  assert.equal(made.status, 200, made.text);
  const saved = await mia.put(`/sequences/${made.body.id}/steps`, { expectedVersion: 0, steps });
  assert.equal(saved.status, 200, saved.text);
  return made.body.id;
}
const email = async (subject = 'Hello {{ first_name | default: "you" }}'): Promise<number> => (await mia.post('/emails', { name: 'First', subject, preheader: '', bodyKind: 'markdown', body })).body.id;
const emailId = await email();
const mail = (id: number, more: object = {}) => ({ id, kind: 'mail', emailId, ...more });
const days = (id: number, amount: number) => ({ id, kind: 'wait', amount, unit: 'working-days' });
const enrol = (sequenceId: number, contactIds: number[], more: object = {}) => mia.post(`/sequences/${sequenceId}/enrolments`, { contactIds, alsoElsewhere: true, ...more });

test('a person goes from mail to mail, each waiting from when the last was accepted, answering its thread', async () => {
  const id = await sequence([mail(1), days(2, 2), mail(3)]);
  assert.deepEqual((await enrol(id, [ann])).body, { enrolled: 1, leftOut: [] });
  await work();
  assert.deepEqual((await messages(id, ann)).map(({ step, state }) => [step, state]), [[1, 'planned']]);
  assert.deepEqual([(await one(id, ann)).step.place, (await one(id, ann)).why], [1, 'Planned; it goes as soon as mailbox and rules allow']);
  clock.moveTo('2026-11-26T15:00:00Z');
  await send();
  await work();
  const waiting = await one(id, ann);
  assert.deepEqual([waiting.step.kind, waiting.nextAt, waiting.why], ['wait', '2026-11-30T15:00:00.000Z', 'The wait runs from the last touch']);
  clock.moveTo('2026-11-30T15:00:00Z');
  await work();
  const [first, second] = await messages(id, ann);
  assert.equal(second.step, 3);
  assert.equal(second.vars.thread.subject, 'Hello Ann');
  assert.match(second.vars.thread.inReplyTo, /^<[^<>]+@northwind\.example>$/);
  assert.equal(first.vars, null);
  await send();
  clock.moveTo('2026-11-30T15:05:00Z');
  await work();
  const done = await one(id, ann);
  assert.deepEqual([done.state, done.reason, done.nextAt], ['finished', 'completed', null]);
  const history = (await mia.get(`/enrolments/${done.id}`)).body.moves.map((move: { event: string }) => move.event);
  assert.deepEqual(history.toReversed(), ['mail-planned', 'step-done', 'step-done', 'mail-planned', 'step-done', 'completed']);
});

test('a reply takes the planned mail back in the same transaction, and nothing more is planned', async () => {
  const id = await sequence([mail(1), mail(3)]);
  await enrol(id, [ben]);
  await work();
  await say('inbound.replied', { contactId: ben, companyId: null, messageId: null, inThread: false, sort: 'interested' });
  assert.deepEqual((await messages(id, ben)).map(({ state }) => state), ['cancelled']);
  await work();
  await say('inbound.replied', { contactId: ben });
  assert.deepEqual([(await one(id, ben)).reason, (await messages(id, ben)).length], ['replied', 1]);
  assert.equal((await enrol(id, [ben])).body.leftOut[0].reason, 'already');
  assert.deepEqual((await checkCounts(db)).differences.filter(({ what }) => /cancelled|planned/.test(what)), []);
});

test('bounces, complaints, meetings and opt-outs end it; an out-of-office pauses until the day it names', async () => {
  const id = await sequence([mail(1), days(2, 1), mail(3)]);
  const [e, f, g, h, away, vague] = await addContacts(db, workspaceId, ['Eva', 'Finn', 'Gil', 'Hana', 'Ida', 'Jan']) as [number, number, number, number, number, number];
  await enrol(id, [e, f, g, h, away, vague]);
  await work();
  await say('inbound.bounced', { contactId: e, messageId: 1, permanent: true });
  await say('inbound.complained', { contactId: f, messageId: 1 });
  await say('inbound.meeting-accepted', { contactId: g, startsAt: '2026-12-01T09:00:00Z' });
  await db.transaction((tx) => suppress(tx, workspaceId, [{ who: { contactId: h }, reason: 'unsubscribed', note: '' }], clock.now()));
  await say('nothing', {});
  await say('inbound.auto-replied', { contactId: away, messageId: null, returnsOn: '2026-12-07' });
  await say('inbound.auto-replied', { contactId: vague, messageId: null, returnsOn: null });
  const reasons = new Map((await enrolments(id)).map((row: { contact: { id: number }; reason: string }) => [row.contact.id, row.reason]));
  assert.deepEqual([e, f, g, h, away, vague].map((contact) => reasons.get(contact)), ['bounced', 'opted-out', 'meeting', 'opted-out', 'away', null]);
  assert.deepEqual((await messages(id, away)).map(({ state }) => state), ['cancelled']);
  clock.moveTo('2026-12-07T08:00:00Z');
  await work();
  const back = await messages(id, away);
  assert.deepEqual([back.length, back[0].state], [1, 'cancelled'], 'not before the window opens');
  clock.moveTo('2026-12-07T08:55:00Z');
  await work();
  const planned = await messages(id, away);
  assert.deepEqual([planned.length, planned[0].state, planned[0].due_at.toISOString()], [1, 'planned', '2026-12-07T09:00:00.000Z']);
});

test('a pause keeps the place: the same mail is planned again, once', async () => {
  const id = await sequence([mail(1)]);
  await enrol(id, [cem]);
  clock.moveTo('2026-12-08T10:00:00Z');
  await work();
  const enrolmentIds = [(await one(id, cem)).id];
  assert.equal((await mia.post('/enrolments/act', { enrolmentIds, act: 'pause' })).body.changed, 1);
  await work();
  assert.deepEqual((await messages(id, cem)).map(({ state }) => state), ['cancelled']);
  assert.equal((await mia.post('/enrolments/act', { enrolmentIds, act: 'pause' })).body.changed, 0);
  await mia.post('/enrolments/act', { enrolmentIds, act: 'resume' });
  await Promise.all([work(), work(), work()]);
  assert.deepEqual((await messages(id, cem)).map(({ step, state }) => [step, state]), [[1, 'planned']]);
  assert.equal((await mia.patch(`/sequences/${id}`, { paused: true })).status, 200);
  const { rows } = await db.pool.query(`select distinct state from lanes where workspace_id = $1 and source_kind = 'sequence' and source_id = $2`, [workspaceId, id]);
  assert.deepEqual(rows, [{ state: 'paused' }]);
  await mia.post('/enrolments/act', { enrolmentIds, act: 'end' });
  assert.equal((await one(id, cem)).reason, 'by-hand');
});

test('calls and mails to look over wait for a member, and go on from when they were done', async () => {
  const id = await sequence([{ id: 1, kind: 'call', title: 'Ring' }, mail(2, { lookOver: true }), days(3, 1), { id: 4, kind: 'branch', asks: 'opened', of: 2 }, { ...mail(5), under: { branch: 4, arm: 'yes' } }, { id: 6, kind: 'task', title: 'Write a card', under: { branch: 4, arm: 'no' } }]);
  await enrol(id, [dora]);
  await work();
  const asked = await one(id, dora);
  assert.deepEqual([asked.state, asked.step.title], ['waiting-member', 'Ring']);
  assert.equal((await app.as(other.member).post(`/enrolments/${asked.id}/answer`, { step: 1, answer: 'done' })).status, 404);
  assert.equal((await mia.post(`/enrolments/${asked.id}/answer`, { step: 2, answer: 'done' })).body.code, 'not_asked');
  assert.equal((await mia.post(`/enrolments/${asked.id}/answer`, { step: 1, answer: 'done' })).status, 200);
  await work();
  assert.deepEqual([(await one(id, dora)).state, (await messages(id, dora)).length], ['waiting-member', 0]);
  assert.equal((await mia.post(`/enrolments/${asked.id}/answer`, { step: 2, answer: 'approve' })).status, 200);
  assert.deepEqual((await messages(id, dora)).map(({ step, state }) => [step, state]), [[2, 'planned']]);
  await send();
  clock.moveTo('2026-12-09T10:30:00Z');
  await work();
  assert.deepEqual([(await one(id, dora)).state, (await one(id, dora)).step.title], ['waiting-member', 'Write a card'], 'it was not opened');
  const figures = (await mia.get(`/sequences/${id}/figures`)).body.steps;
  assert.deepEqual(figures.map(({ here }: { here: number }) => here), [0, 0, 0, 0, 0, 1]);
  assert.deepEqual((await mia.get(`/sequences/${id}/steps/6/people`, { did: 'here' })).body.items.map((row: { contact: { id: number } }) => row.contact.id), [dora]);
  assert.deepEqual((await mia.get(`/sequences/${id}/steps/2/people`, { did: 'sent' })).body.items.length, 1);
});

test('a list is enrolled chunk by chunk, and who cannot be written to is left out with the reason', async () => {
  const id = await sequence([mail(1)]);
  const ids = await addContacts(db, workspaceId, Array.from({ length: 30 }, (_, n) => `Many${n}`));
  const { rows } = await db.pool.query(`insert into lists (workspace_id, name) values ($1, 'Many') returning id`, [workspaceId]);
  await putOnList(db, workspaceId, rows[0].id, [...ids, ann]);
  await db.pool.query('update contacts set deleted_at = now() where workspace_id = $1 and id = $2', [workspaceId, ids[0]]);
  await db.transaction((tx) => suppress(tx, workspaceId, [{ who: { contactId: ids[1]! }, reason: 'manual', note: '' }], clock.now()));
  await enrol(id, [ids[2]!]);
  const begun = await mia.post(`/sequences/${id}/enrolments/many`, { listId: rows[0].id });
  assert.equal(begun.status, 200, begun.text);
  await Promise.all([work(), work()]);
  const [batch] = (await mia.get(`/sequences/${id}/enrolments/many`)).body.items;
  assert.deepEqual([batch.enrolled, batch.leftOut.map(({ reason, count }: { reason: string; count: number }) => [reason, count])], [28, [['already', 1], ['suppressed', 1]]]);
  assert.equal((await mia.get(`/sequences/${id}`)).body.people.active, 29);
});

test('who is in another sequence is left out unless it is asked for', async () => {
  const id = await sequence([mail(1)]);
  const answer = await mia.post(`/sequences/${id}/enrolments`, { contactIds: [dora, 999_999] });
  assert.deepEqual(answer.body, { enrolled: 0, leftOut: [{ reason: 'elsewhere', title: 'Are in another sequence', count: 1 }, { reason: 'gone', title: 'Are not here any more', count: 1 }] });
});

test('a change of steps says whom it touches, and is for whatever is not planned yet', async () => {
  const id = await sequence([mail(1), days(2, 5), mail(3)]);
  await enrol(id, [ann, ben]);
  await work();
  await send();
  clock.moveTo('2026-12-10T10:00:00Z');
  await work();
  const changed = [mail(1), { id: 4, kind: 'wait', amount: 1, unit: 'hours' }, mail(3)];
  assert.deepEqual((await mia.post(`/sequences/${id}/steps/preview`, { steps: changed })).body, { underWay: 2, otherNext: 2, completed: 0, planned: 0 });
  assert.deepEqual((await mia.post(`/sequences/${id}/steps/preview`, { steps: [mail(1)] })).body.completed, 2);
  assert.equal((await mia.put(`/sequences/${id}/steps`, { expectedVersion: 0, steps: changed })).body.code, 'sequence_changed');
  assert.equal((await mia.put(`/sequences/${id}/steps`, { expectedVersion: 1, steps: changed })).body.version, 2);
  await work();
  assert.deepEqual((await messages(id, ann)).map(({ step }) => step), [1, 3]);
});

test('a member who leaves: all stand with the reason, and go on in one action in a colleague’s name', async () => {
  const id = await sequence([days(1, 1), mail(2)]);
  const ids = await addContacts(db, workspaceId, Array.from({ length: 300 }, (_, n) => `Left${n}`));
  await enrol(id, ids);
  await work();
  await db.pool.query('update members set left_at = $3 where workspace_id = $1 and id = $2', [workspaceId, company.member.memberId, clock.now()]);
  while (await sweepEnrolments(db, clock.now()));
  assert.equal((await lead.get('/enrolments', { sequenceId: id, reason: 'member-left', limit: 200 })).body.items.length, 200);
  assert.equal((await app.as(company.viewer).post('/enrolments/hand-over', { fromMemberId: company.member.memberId, toMemberId: company.owner.memberId })).status, 403);
  const handed = await lead.post('/enrolments/hand-over', { fromMemberId: company.member.memberId, toMemberId: company.owner.memberId, sequenceId: id });
  assert.deepEqual(handed.body, { handedOver: 300 });
  assert.deepEqual((await lead.get(`/sequences/${id}`)).body.people.active, 300);
  await db.pool.query('update members set left_at = null where workspace_id = $1 and id = $2', [workspaceId, company.member.memberId]);
});

test('a colleague’s reply ends it for the company where so set', async () => {
  const [kim, lou, max] = await addContacts(db, workspaceId, ['Kim', 'Lou', 'Max']) as [number, number, number];
  const firm = await db.pool.query(`insert into companies (workspace_id, name) values ($1, 'Firm') returning id`, [workspaceId]);
  await db.pool.query('update contacts set company_id = $3 where workspace_id = $1 and id = any($2)', [workspaceId, [kim, lou], firm.rows[0].id]);
  const together = await sequence([mail(1)], { stopOnColleague: true });
  const alone = await sequence([mail(1)]);
  await enrol(together, [kim, lou, max]);
  await enrol(alone, [lou]);
  await say('inbound.replied', { contactId: kim });
  assert.deepEqual([(await one(together, lou)).reason, (await one(together, max)).reason, (await one(alone, lou)).reason], ['colleague-replied', null, null]);
});

test('without a mailbox it stands and says so; another company sees nothing of it', async () => {
  const id = await sequence([mail(1)]);
  connected = false;
  await enrol(id, [ann]);
  await work();
  connected = true;
  const stands = await one(id, ann);
  assert.deepEqual([stands.state, stands.reason, (await messages(id, ann)).length], ['paused', 'mailbox', 0]);
  await mia.post('/enrolments/act', { enrolmentIds: [stands.id], act: 'resume' });
  await work();
  assert.equal((await messages(id, ann)).length, 1);
  const stranger = app.as(other.owner);
  assert.equal((await stranger.get(`/sequences/${id}`)).status, 404);
  assert.equal((await stranger.get(`/enrolments/${stands.id}`)).status, 404);
  assert.equal((await stranger.post('/enrolments/act', { enrolmentIds: [stands.id], act: 'end' })).status, 403);
  assert.equal((await stranger.post(`/sequences/${id}/enrolments`, { contactIds: [ann] })).status, 404);
  const own = await mia.post('/sequences', { name: 'Mine', shared: false });
  assert.equal((await app.as(company.viewer).get(`/sequences/${own.body.id}`)).status, 404);
});
