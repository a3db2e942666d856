// What went wrong, as the API says it (RFC 9457) and as a person reads it.
import { phrase, t, type Phrase } from './words.ts';

export interface ProblemField {
  /** Path within the input: `body.email`. */
  path: string;
  message: string;
}

/** An answer that is not a success. `detail` says what happened, what was kept and what to do next. */
export class ApiProblem extends Error {
  readonly code: string;
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly fields: ProblemField[];

  constructor(input: { code: string; status: number; title: string; detail: string; fields?: ProblemField[] }) {
    super(input.detail);
    this.name = 'ApiProblem';
    this.code = input.code;
    this.status = input.status;
    this.title = input.title;
    this.detail = input.detail;
    this.fields = input.fields ?? [];
  }

  /** The message for one field of a form, by its name in the body (`email`, `from.address`). */
  field(name: string): string | undefined {
    return this.fields.find((field) => withoutPart(field.path) === name)?.message;
  }
}

const withoutPart = (path: string): string => path.replace(/^(body|query|params)\./, '');

/** Nobody answered at all. */
export function unreachable(wrote: boolean): ApiProblem {
  return new ApiProblem({
    code: 'unreachable',
    status: 0,
    title: t('Kindred did not answer'),
    detail: wrote ? t('It is not known whether this was saved. Your words are still here: check the connection and try again, nothing is done twice.') : t('Check the connection, or whether Kindred is still running, and try again.'),
  });
}

const titles: Record<number, Phrase> = {
  400: phrase('That cannot be taken as it is'),
  401: phrase('You are signed out'),
  403: phrase('You may not do this'),
  404: phrase('There is nothing here'),
  409: phrase('Somebody was faster'),
  413: phrase('That is too large'),
  422: phrase('That cannot be taken as it is'),
  429: phrase('Too many tries'),
  503: phrase('Kindred is not ready'),
};

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** Reads a refusal; one that is no problem document still becomes something to read. */
export async function problemOf(response: Response): Promise<ApiProblem> {
  const body = await response.json().catch(() => null) as null | { title?: unknown; detail?: unknown; code?: unknown; fields?: unknown };
  return new ApiProblem({
    code: text(body?.code) ?? `http_${response.status}`,
    status: response.status,
    title: text(body?.title) ?? t(titles[response.status] ?? phrase('Kindred could not do this')),
    detail: text(body?.detail) ?? (response.status >= 500 ? t('This is our fault, not yours, and it has been written to the log. Nothing was changed. Try again in a moment.') : t('Nothing was changed.')),
    fields: Array.isArray(body?.fields) ? (body.fields as ProblemField[]) : [],
  });
}

/** Whatever was thrown, as something to show. */
export function toProblem(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error;
  return new ApiProblem({ code: 'defect', status: 0, title: t('This screen stumbled'), detail: error instanceof Error ? error.message : String(error) });
}
