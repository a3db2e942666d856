// Saving by itself, and what happens when two people write at once. Pure: the hook beside it
// brings the clock and the network.

export interface Saved<T> {
  value: T;
  /** The server's count of saves; a write says which one it builds on. */
  revision: number;
}

export interface Autosave<T> {
  /** What the server has, as far as we know. */
  base: Saved<T>;
  /** What stands on the screen. Nothing but the writer takes a word of it away. */
  draft: T;
  /** What is on its way. */
  sending: T | null;
  /** What somebody else saved meanwhile, where it touches the same fields as ours. */
  theirs: Saved<T> | null;
  clashes: (keyof T)[];
  /** Somebody else's other fields were taken in beside ours. */
  merged: boolean;
  failed: boolean;
}

export type Phase = 'saved' | 'unsaved' | 'saving' | 'failed' | 'clash';

export const begin = <T extends object>(base: Saved<T>): Autosave<T> =>
  ({ base, draft: base.value, sending: null, theirs: null, clashes: [], merged: false, failed: false });

const same = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);

/** The fields in which two values differ. */
export const changedFields = <T extends object>(from: T, to: T): (keyof T)[] =>
  (Object.keys(to) as (keyof T)[]).filter((key) => !same(from[key], to[key]));

export const phaseOf = <T extends object>(state: Autosave<T>): Phase => {
  if (state.theirs) return 'clash';
  if (state.sending) return 'saving';
  if (state.failed) return 'failed';
  return changedFields(state.base.value, state.draft).length > 0 ? 'unsaved' : 'saved';
};

/** Whether there is something to send now. A clash waits for the writer, a failure for the next try. */
export const wantsSending = <T extends object>(state: Autosave<T>): boolean =>
  state.theirs === null && state.sending === null && changedFields(state.base.value, state.draft).length > 0;

export const edit = <T extends object>(state: Autosave<T>, change: Partial<T>): Autosave<T> =>
  ({ ...state, draft: { ...state.draft, ...change }, merged: false });

export const send = <T extends object>(state: Autosave<T>): Autosave<T> => ({ ...state, sending: state.draft, failed: false });

/** Saved. What was written since it left stays; where nothing was, the server's form of it is shown. */
export function accepted<T extends object>(state: Autosave<T>, saved: Saved<T>): Autosave<T> {
  const sent = state.sending ?? state.draft;
  const draft = { ...saved.value };
  for (const key of changedFields(sent, state.draft)) draft[key] = state.draft[key];
  return { ...state, base: saved, draft, sending: null, failed: false };
}

export const refused = <T extends object>(state: Autosave<T>): Autosave<T> => ({ ...state, sending: null, failed: true });

/** Somebody else saved first. Fields only they touched are taken in; where both did, the writer decides. */
export function overtaken<T extends object>(state: Autosave<T>, theirs: Saved<T>): Autosave<T> {
  const ours = changedFields(state.base.value, state.draft);
  const clashes = ours.filter((key) => !same(state.base.value[key], theirs.value[key]) && !same(state.draft[key], theirs.value[key]));
  if (clashes.length > 0) return { ...state, sending: null, theirs, clashes };
  return rebased(state, theirs, ours);
}

function rebased<T extends object>(state: Autosave<T>, onto: Saved<T>, ours: (keyof T)[]): Autosave<T> {
  const draft = { ...onto.value };
  for (const key of ours) draft[key] = state.draft[key];
  const merged = changedFields(state.base.value, onto.value).length > 0;
  return { base: onto, draft, sending: null, theirs: null, clashes: [], merged, failed: false };
}

/** Ours on top of theirs: theirs stays in the versions, ours becomes the next one. */
export const keepOurs = <T extends object>(state: Autosave<T>): Autosave<T> =>
  state.theirs ? rebased(state, state.theirs, changedFields(state.base.value, state.draft)) : state;

/** Theirs where both wrote; what only we changed stays. */
export function takeTheirs<T extends object>(state: Autosave<T>): Autosave<T> {
  if (!state.theirs) return state;
  const ours = changedFields(state.base.value, state.draft).filter((key) => !state.clashes.includes(key));
  return rebased(state, state.theirs, ours);
}
