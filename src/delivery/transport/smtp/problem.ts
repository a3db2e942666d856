import type { TLSSocket } from 'node:tls';
import { keep, tellInEnglish } from '../../../platform/words/contract.ts';

/** The steps of reaching a server, in their order. */
export const smtpStages = ['resolve', 'connect', 'greeting', 'hello', 'encrypt', 'login', 'sender', 'recipient', 'content'] as const;
export type SmtpStage = (typeof smtpStages)[number];

/** A server that cannot be used as it is set up, and at which step. Why is kept as a sentence to `tell`; `message` is for the log. */
export class SmtpProblem extends Error {
  readonly stage: SmtpStage;
  readonly code: number | null;
  readonly kept: string;

  constructor(stage: SmtpStage, kept: string, code: number | null = null) {
    super(tellInEnglish(kept));
    this.name = 'SmtpProblem';
    this.kept = kept;
    this.stage = stage;
    this.code = code;
  }
}

/** Names what a system or network error means for a mail server. */
export function connectionProblem(error: NodeJS.ErrnoException, host: string, port: number): SmtpProblem {
  const place = `${host}:${port}`;
  switch (error.code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EAI_NONAME':
      return new SmtpProblem('resolve', error.code === 'EAI_AGAIN' ? keep('DNS does not answer for {host}.', { host }) : keep('There is no server called {host}.', { host }));
    case 'ECONNREFUSED':
      return new SmtpProblem('connect', keep('{place} refuses connections: nothing listens there, or a firewall says no.', { place }));
    case 'ETIMEDOUT':
      return new SmtpProblem('connect', keep('{place} does not answer. Many networks close port 25; try 587 or 465.', { place }));
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return new SmtpProblem('connect', keep('There is no route to {place}.', { place }));
    default:
      return new SmtpProblem('connect', keep('The connection to {place} broke: {error}.', { place, error: error.message }));
  }
}

const unknownIssuer = new Set(['UNABLE_TO_GET_ISSUER_CERT', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'SELF_SIGNED_CERT_IN_CHAIN', 'CERT_UNTRUSTED']);

/** Says what is wrong with a server's certificate: expired, another name, self-signed, an unknown issuer. */
export function certificateProblem(socket: TLSSocket, host: string): SmtpProblem {
  const raw = socket.authorizationError as unknown as string | Error;
  const code = typeof raw === 'string' ? raw : (raw as NodeJS.ErrnoException).code ?? raw.message;
  const certificate = socket.getPeerCertificate();
  const problem = (kept: string) => new SmtpProblem('encrypt', kept);
  if (code === 'CERT_HAS_EXPIRED') return problem(keep('The certificate of {host} has expired ({day}). Nothing was sent.', { host, day: new Date(certificate.valid_to) }));
  if (code === 'CERT_NOT_YET_VALID') return problem(keep('The certificate of {host} is not valid before {day}. Nothing was sent.', { host, day: new Date(certificate.valid_from) }));
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return problem(keep('The certificate of {host} is made out to another name ({names}). Nothing was sent.', { host, names: namesOf(certificate) }));
  if (code === 'DEPTH_ZERO_SELF_SIGNED_CERT') return problem(keep('The certificate of {host} is self-signed: nobody vouches for it. Nothing was sent.', { host }));
  if (unknownIssuer.has(code)) return problem(keep('The certificate of {host} comes from an issuer that this machine does not know. Nothing was sent.', { host }));
  if (code === 'CERT_REVOKED') return problem(keep('The certificate of {host} was revoked. Nothing was sent.', { host }));
  return problem(keep('The certificate of {host} cannot be trusted ({code}). Nothing was sent.', { host, code }));
}

function namesOf(certificate: { subjectaltname?: string; subject?: { CN?: string | string[] } }): string {
  return (certificate.subjectaltname ?? String(certificate.subject?.CN ?? '–')).replaceAll('DNS:', '').slice(0, 200);
}
