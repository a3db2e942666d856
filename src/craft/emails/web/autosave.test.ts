import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { accepted, begin, edit, keepOurs, overtaken, phaseOf, refused, send, takeTheirs, wantsSending } from './autosave.ts';

interface Letter { subject: string; body: string }
const letter = (subject: string, body: string, revision: number) => ({ value: { subject, body } satisfies Letter, revision });
const opened = begin(letter('Hello', 'Dear reader', 7));

test('an edit waits, leaves, and is saved', () => {
  const edited = edit(opened, { subject: 'Hallo' });
  assert.equal(phaseOf(edited), 'unsaved');
  const sent = send(edited);
  assert.equal(phaseOf(sent), 'saving');
  const saved = accepted(sent, letter('Hallo', 'Dear reader', 8));
  assert.equal(phaseOf(saved), 'saved');
  assert.equal(saved.base.revision, 8);
});

test('an edit taken back is nothing to save', () => {
  assert.equal(wantsSending(edit(edit(opened, { body: 'x' }), { body: 'Dear reader' })), false);
});

test('what is written while a save is under way is kept and saved next', () => {
  const typing = edit(send(edit(opened, { body: 'One' })), { body: 'One two' });
  assert.equal(wantsSending(typing), false, 'one save at a time');
  const saved = accepted(typing, letter('Hello', 'One', 8));
  assert.equal(saved.draft.body, 'One two');
  assert.equal(wantsSending(saved), true);
});

test('the form the server gave a field is shown, unless it has been written in since', () => {
  const saved = accepted(send(edit(opened, { subject: 'Hallo ' })), letter('Hallo', 'Dear reader', 8));
  assert.equal(saved.draft.subject, 'Hallo');
  assert.equal(phaseOf(saved), 'saved');
});

test('a failed save keeps every word and may be tried again', () => {
  const failed = refused(send(edit(opened, { body: 'Kept' })));
  assert.equal(phaseOf(failed), 'failed');
  assert.equal(failed.draft.body, 'Kept');
  assert.equal(wantsSending(failed), true);
});

test('somebody else’s other field is taken in beside ours, and said', () => {
  const state = overtaken(send(edit(opened, { body: 'Ours' })), letter('Theirs', 'Dear reader', 9));
  assert.deepEqual(state.draft, { subject: 'Theirs', body: 'Ours' });
  assert.equal(state.merged, true);
  assert.equal(state.base.revision, 9);
  assert.equal(wantsSending(state), true);
});

test('the same field written by both is a clash that nothing leaves before the writer has decided', () => {
  const state = overtaken(send(edit(opened, { body: 'Ours', subject: 'Our subject' })), letter('Hello', 'Theirs', 9));
  assert.equal(phaseOf(state), 'clash');
  assert.deepEqual(state.clashes, ['body']);
  assert.equal(wantsSending(state), false);
  assert.deepEqual(keepOurs(state).draft, { subject: 'Our subject', body: 'Ours' });
  assert.deepEqual(takeTheirs(state).draft, { subject: 'Our subject', body: 'Theirs' });
  assert.equal(keepOurs(state).base.revision, 9);
});

test('both having written the same is no clash', () => {
  const state = overtaken(send(edit(opened, { body: 'Same' })), letter('Hello', 'Same', 9));
  assert.equal(phaseOf(state), 'saved');
});

test('whatever happens on the wire, the writer’s last words stand on the screen until they choose otherwise', () => {
  const happening = fc.oneof(
    fc.record({ what: fc.constant('edit' as const), text: fc.string() }),
    fc.record({ what: fc.constantFrom('send' as const, 'accept' as const, 'fail' as const) }),
    fc.record({ what: fc.constant('overtake' as const), text: fc.string() }),
  );
  fc.assert(fc.property(fc.array(happening, { maxLength: 40 }), (happenings) => {
    let state = opened;
    let written: string | null = null;
    let sent = '';
    for (const happened of happenings) {
      if (happened.what === 'edit') { state = edit(state, { body: happened.text }); written = happened.text; }
      if (happened.what === 'send' && wantsSending(state)) { state = send(state); sent = state.draft.body; }
      if (happened.what === 'accept' && state.sending) state = accepted(state, letter('Hello', sent, state.base.revision + 1));
      if (happened.what === 'fail' && state.sending) state = refused(state);
      if (happened.what === 'overtake' && state.sending) state = overtaken(state, letter('Hello', happened.text, state.base.revision + 1));
      if (written !== null && state.draft.body !== state.base.value.body) assert.equal(state.draft.body, written);
    }
  }));
});
