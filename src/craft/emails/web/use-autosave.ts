import { useCallback, useEffect, useReducer, useRef } from 'react';
import { toProblem, type ApiProblem } from '../../../platform/ui/api-problem.ts';
import { accepted, begin, edit, keepOurs, overtaken, phaseOf, refused, send, takeTheirs, wantsSending, type Autosave, type Phase, type Saved } from './autosave.ts';

export interface AutosaveOptions<T> {
  /** Writes `value` on top of `revision`; `changed` names the fields that differ from what was saved. */
  save: (value: T, revision: number, changed: Partial<T>) => Promise<Saved<T>>;
  /** What stands on the server now, asked when somebody else was faster. */
  readAgain: () => Promise<Saved<T>>;
  /** The conflict's code: `email_changed`. Any other refusal is shown and tried again. */
  conflictCode: string;
  /** Names this browser's own copy of what is not saved yet: `email.7`. */
  keepAs: string;
}

export interface Autosaved<T> {
  draft: T;
  base: Saved<T>;
  phase: Phase;
  theirs: Saved<T> | null;
  clashes: (keyof T)[];
  /** Somebody else's changes to other fields were taken in. */
  merged: boolean;
  problem: ApiProblem | null;
  /** Words of an earlier visit that never reached the server. */
  leftOver: T | null;
  bringBack: () => void;
  forget: () => void;
  change: (change: Partial<T>) => void;
  keepMine: () => void;
  takeTheirs: () => void;
  /** Begins again from what the server has now: an old version brought back. */
  startFrom: (saved: Saved<T>) => void;
  /** Saves what there is now; answers whether all of it is saved. */
  flush: () => Promise<boolean>;
}

const quietMs = 1000;
const tryAgainMs = 5000;

type Step<T> = (state: Autosave<T>) => Autosave<T>;

/**
 * Saves what is written a moment after the writer pauses, one save at a time. Nothing on the screen
 * is ever taken away by it, and what could not be saved is kept in this browser until it is.
 */
export function useAutosave<T extends object>(initial: Saved<T>, options: AutosaveOptions<T>): Autosaved<T> {
  const state = useRef<Autosave<T>>(undefined as unknown as Autosave<T>);
  state.current ??= begin(initial);
  const latest = useRef(options);
  latest.current = options;
  const problem = useRef<ApiProblem | null>(null);
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const underWay = useRef<Promise<void> | null>(null);
  const leftOver = useRef<T | null | undefined>(undefined);
  if (leftOver.current === undefined) leftOver.current = readLeftOver(options.keepAs, initial.value);

  const apply = useCallback((step: Step<T>) => {
    state.current = step(state.current);
    keep(latest.current.keepAs, phaseOf(state.current) === 'saved' ? null : state.current.draft);
    redraw();
  }, []);

  const run = useCallback(async (): Promise<void> => {
    clearTimeout(timer.current);
    while (wantsSending(state.current)) {
      const { base, draft } = state.current;
      const changed: Partial<T> = {};
      for (const key of Object.keys(draft) as (keyof T)[]) if (JSON.stringify(draft[key]) !== JSON.stringify(base.value[key])) changed[key] = draft[key];
      apply(send);
      try {
        const saved = await latest.current.save(draft, base.revision, changed);
        problem.current = null;
        apply((now) => accepted(now, saved));
      } catch (error) {
        const wrong = toProblem(error);
        const theirs = wrong.code === latest.current.conflictCode ? await latest.current.readAgain().catch(() => null) : null;
        if (theirs) {
          apply((now) => overtaken(now, theirs));
          continue;
        }
        problem.current = wrong;
        apply(refused);
        // A refusal for what was written is not changed by saying it again; a lost connection is.
        if (wrong.status === 0 || wrong.status >= 500) timer.current = setTimeout(() => void start(), tryAgainMs);
        return;
      }
    }
  }, [apply]);

  const start = useCallback((): Promise<void> => {
    underWay.current ??= run().finally(() => { underWay.current = null; });
    return underWay.current;
  }, [run]);

  const change = useCallback((fields: Partial<T>) => {
    apply((now) => edit(now, fields));
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void start(), quietMs);
  }, [apply, start]);

  useEffect(() => {
    const leaving = (event: BeforeUnloadEvent) => {
      if (phaseOf(state.current) !== 'saved') event.preventDefault();
    };
    const soon = () => void start();
    addEventListener('beforeunload', leaving);
    addEventListener('online', soon);
    document.addEventListener('visibilitychange', soon);
    return () => {
      removeEventListener('beforeunload', leaving);
      removeEventListener('online', soon);
      document.removeEventListener('visibilitychange', soon);
      void start();
    };
  }, [start]);

  const { draft, base, theirs, clashes, merged } = state.current;
  const decide = (step: Step<T>) => {
    apply(step);
    void start();
  };
  return {
    draft, base, theirs, clashes, merged,
    phase: phaseOf(state.current),
    problem: problem.current,
    leftOver: leftOver.current,
    bringBack: () => {
      const words = leftOver.current;
      leftOver.current = null;
      if (words) change(words);
    },
    forget: () => {
      leftOver.current = null;
      keep(latest.current.keepAs, null);
      redraw();
    },
    change,
    keepMine: () => decide(keepOurs),
    takeTheirs: () => decide(takeTheirs),
    startFrom: (saved) => apply(() => begin(saved)),
    flush: async () => {
      await start();
      // Something may have been written while the last save was under way.
      await start();
      return phaseOf(state.current) === 'saved';
    },
  };
}

const keyOf = (name: string): string => `kindred.unsaved.${name}`;

/** Storage may be full or forbidden; then only the page itself keeps the words. */
function keep(name: string, value: unknown): void {
  try {
    if (value === null) localStorage.removeItem(keyOf(name));
    else localStorage.setItem(keyOf(name), JSON.stringify(value));
  } catch {
    // Nothing to do: the page still has them.
  }
}

function readLeftOver<T extends object>(name: string, saved: T): T | null {
  try {
    const text = localStorage.getItem(keyOf(name));
    if (!text) return null;
    const kept = JSON.parse(text) as T;
    const fits = Object.keys(saved).every((key) => key in kept);
    return fits && JSON.stringify(kept) !== JSON.stringify(saved) ? kept : null;
  } catch {
    return null;
  }
}
