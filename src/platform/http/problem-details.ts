import { randomUUID } from 'node:crypto';
import { Problem, type FieldError, type ProblemKind } from '../errors/index.ts';
import { phrase, t, type Phrase } from '../words/contract.ts';

// The one place that turns failures into HTTP and words (RFC 9457).

/** A problem that needs a status or headers of its own. */
export class HttpProblem extends Problem {
  readonly status: number;
  readonly headers: Record<string, string>;

  constructor(kind: ProblemKind, status: number, code: string, message: string, headers: Record<string, string> = {}) {
    super(kind, code, message);
    this.status = status;
    this.headers = headers;
  }
}

export interface ProblemDetails {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  fields?: FieldError[];
  details?: Record<string, unknown>;
  /** Finds the log line of an unexpected failure. */
  reference?: string;
}

export interface ProblemAnswer {
  status: number;
  headers: Record<string, string>;
  body: ProblemDetails;
}

const kinds: Record<ProblemKind, { status: number; title: Phrase }> = {
  invalid: { status: 400, title: phrase('The request cannot be used as it is') },
  unauthenticated: { status: 401, title: phrase('Sign in first') },
  forbidden: { status: 403, title: phrase('Not allowed') },
  'not-found': { status: 404, title: phrase('Not found') },
  conflict: { status: 409, title: phrase('Not possible as things stand') },
  'too-large': { status: 413, title: phrase('Too large') },
  limited: { status: 429, title: phrase('Too many requests') },
  unavailable: { status: 503, title: phrase('Not available right now') },
};

// What Fastify itself refuses before a route runs.
const refusals: Record<string, [ProblemKind, number, string, Phrase]> = {
  FST_ERR_CTP_BODY_TOO_LARGE: ['too-large', 413, 'body_too_large', phrase('The request body is larger than this address takes. Nothing was changed.')],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: ['invalid', 415, 'unsupported_media_type', phrase('Send the body as application/json.')],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: ['invalid', 400, 'invalid_content_length', phrase('The body was shorter or longer than announced. Nothing was changed.')],
  FST_ERR_CTP_INVALID_JSON_BODY: ['invalid', 400, 'invalid_json', phrase('The body is not valid JSON.')],
  FST_ERR_BAD_URL: ['not-found', 404, 'not_found', phrase('There is nothing at this address.')],
  FST_ERR_MAX_PARAM_LENGTH: ['not-found', 404, 'not_found', phrase('There is nothing at this address.')],
};

// What PostgreSQL cannot do just now, by SQLSTATE: no defect of the program, and in the log all the same.
const exhausted: Record<string, [ProblemKind, number, string, Phrase]> = {
  53100: ['unavailable', 503, 'disk_full', phrase('The disk of the database is full, so this could not be saved. What was saved before is kept. Make room and try again.')],
  53200: ['unavailable', 503, 'database_busy', phrase('The database has no memory left for this. Nothing was changed. Try again in a moment.')],
  53300: ['unavailable', 503, 'database_busy', phrase('The database takes no more connections. Nothing was changed. Try again in a moment.')],
  '57P03': ['unavailable', 503, 'database_busy', phrase('The database is starting or stopping. Nothing was changed. Try again in a moment.')],
};

const refused = ([kind, status, code, words]: (typeof refusals)[string]): HttpProblem => new HttpProblem(kind, status, code, t(words));

function asProblem(error: unknown): Problem | undefined {
  if (error instanceof Problem) return error;
  const { code, statusCode } = (error ?? {}) as { code?: string; statusCode?: number };
  const refusal = code === undefined ? undefined : refusals[code];
  if (refusal) return refused(refusal);
  if (code?.startsWith('FST_STATIC')) return refused(refusals['FST_ERR_BAD_URL']!);
  // A broken body: secure-json-parse and the decoder say 400 without a code of Fastify's.
  if (statusCode === 400 && error instanceof SyntaxError) return new HttpProblem('invalid', 400, 'invalid_json', t('The body is not valid JSON.'));
  return undefined;
}

/**
 * What to answer to a failure. An unexpected one tells the reader a reference and nothing else;
 * `report` gets the reference and the error for the log.
 */
export function problemAnswer(error: unknown, report: (reference: string, error: unknown) => void): ProblemAnswer {
  const lack = exhausted[String((error as { code?: unknown } | null)?.code)];
  if (lack) report(lack[2], error);
  const problem = lack ? refused(lack) : asProblem(error);
  if (!problem) {
    const reference = randomUUID();
    report(reference, error);
    return {
      status: 500,
      headers: {},
      body: {
        type: '/api/docs#error-unexpected', title: t('Something went wrong'), status: 500, code: 'unexpected', reference,
        detail: t('This should not have happened. Nothing more is known here; the log has it under {reference}.', { reference }),
      },
    };
  }
  const { status: kindStatus, title } = kinds[problem.kind];
  const status = problem instanceof HttpProblem ? problem.status : kindStatus;
  return {
    status,
    headers: {
      ...(status === 401 ? { 'www-authenticate': 'Bearer' } : {}),
      ...(problem instanceof HttpProblem ? problem.headers : {}),
    },
    body: {
      type: `/api/docs#error-${problem.code}`, title: t(title), status, detail: problem.message, code: problem.code,
      ...(problem.fields.length > 0 ? { fields: problem.fields } : {}),
      ...(problem.details ? { details: problem.details } : {}),
    },
  };
}
