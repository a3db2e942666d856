// Problems a person or a program can act on. One place (platform/http) turns
// them into HTTP and words; everything else is a defect and becomes a 500.
import { t } from '../words/contract.ts';
import { nameOfThing } from './things.ts';

export type ProblemKind = 'invalid' | 'unauthenticated' | 'forbidden' | 'not-found' | 'conflict' | 'too-large' | 'limited' | 'unavailable';

export interface FieldError {
  /** Path within the input, e.g. `body.email`. */
  path: string;
  message: string;
}

/**
 * An expected failure with a stable code.
 * `message` says what happened, what was kept and what to do next.
 */
export class Problem extends Error {
  readonly kind: ProblemKind;
  readonly code: string;
  readonly fields: FieldError[];
  /** What a screen needs to go on from here: both sides of a conflict, for example. Sent as it is. */
  readonly details: Record<string, unknown> | undefined;

  constructor(kind: ProblemKind, code: string, message: string, fields: FieldError[] = [], details?: Record<string, unknown>) {
    super(message);
    this.name = 'Problem';
    this.kind = kind;
    this.code = code;
    this.fields = fields;
    this.details = details;
  }
}

export const invalid = (code: string, message: string, fields: FieldError[] = []): Problem => new Problem('invalid', code, message, fields);
export const forbidden = (message: string): Problem => new Problem('forbidden', 'forbidden', message);
export const notFound = (what: string): Problem => new Problem('not-found', 'not_found', t('There is no such {what} in this workspace.', { what: nameOfThing(what) }));
export const conflict = (code: string, message: string, details?: Record<string, unknown>): Problem => new Problem('conflict', code, message, [], details);
