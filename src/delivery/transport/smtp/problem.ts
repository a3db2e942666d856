import type { TLSSocket } from 'node:tls';

/** The steps of reaching a server, in their order. */
export const smtpStages = ['resolve', 'connect', 'greeting', 'hello', 'encrypt', 'login', 'sender', 'recipient', 'content'] as const;
export type SmtpStage = (typeof smtpStages)[number];

/** A server that cannot be used as it is set up. `message` says at which step and why, in words. */
export class SmtpProblem extends Error {
  readonly stage: SmtpStage;
  readonly code: number | null;

  constructor(stage: SmtpStage, message: string, code: number | null = null) {
    super(message);
    this.name = 'SmtpProblem';
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
      return new SmtpProblem('resolve', error.code === 'EAI_AGAIN' ? `DNS does not answer for ${host}.` : `There is no server called ${host}.`);
    case 'ECONNREFUSED':
      return new SmtpProblem('connect', `${place} refuses connections: nothing listens there, or a firewall says no.`);
    case 'ETIMEDOUT':
      return new SmtpProblem('connect', `${place} does not answer. Many networks close port 25; try 587 or 465.`);
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return new SmtpProblem('connect', `There is no route to ${place}.`);
    default:
      return new SmtpProblem('connect', `The connection to ${place} broke: ${error.message}.`);
  }
}

const unknownIssuer = new Set(['UNABLE_TO_GET_ISSUER_CERT', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'SELF_SIGNED_CERT_IN_CHAIN', 'CERT_UNTRUSTED']);

/** Says what is wrong with a server's certificate: expired, another name, self-signed, an unknown issuer. */
export function certificateProblem(socket: TLSSocket, host: string): SmtpProblem {
  const raw = socket.authorizationError as unknown as string | Error;
  const code = typeof raw === 'string' ? raw : (raw as NodeJS.ErrnoException).code ?? raw.message;
  const certificate = socket.getPeerCertificate();
  const problem = (words: string) => new SmtpProblem('encrypt', `The certificate of ${host} ${words} Nothing was sent.`);
  if (code === 'CERT_HAS_EXPIRED') return problem(`has expired (${certificate.valid_to}).`);
  if (code === 'CERT_NOT_YET_VALID') return problem(`is not valid before ${certificate.valid_from}.`);
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return problem(`is made out to another name (${namesOf(certificate)}).`);
  if (code === 'DEPTH_ZERO_SELF_SIGNED_CERT') return problem('is self-signed: nobody vouches for it.');
  if (unknownIssuer.has(code)) return problem('comes from an issuer that this machine does not know.');
  if (code === 'CERT_REVOKED') return problem('was revoked.');
  return problem(`cannot be trusted (${code}).`);
}

function namesOf(certificate: { subjectaltname?: string; subject?: { CN?: string | string[] } }): string {
  return (certificate.subjectaltname ?? String(certificate.subject?.CN ?? 'no name')).replaceAll('DNS:', '').slice(0, 200);
}
