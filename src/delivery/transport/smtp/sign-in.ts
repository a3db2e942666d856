import { keep } from '../../../platform/words/contract.ts';
import { SmtpProblem, type SmtpStage } from './problem.ts';
import { replyText, type Reply } from './reply.ts';

/** A password, or a token of a provider of sign-in (XOAUTH2). */
export type SmtpLogin = { username: string; password: string } | { username: string; accessToken: string };

/** A connection that has been greeted. */
export interface SignInLine {
  readonly extensions: ReadonlyMap<string, string>;
  readonly remoteAddress: string;
  readonly timeouts: { readonly command: number };
  command(text: string): void;
  read(stage: SmtpStage, timeoutMs: number): Promise<Reply>;
}

/** Signs in by the best way the server offers; never in clear text over a network. Throws an SmtpProblem. */
export async function signIn(line: SignInLine, security: 'none' | 'starttls' | 'tls', login: SmtpLogin): Promise<void> {
  if (security === 'none' && !isLoopback(line.remoteAddress)) {
    throw new SmtpProblem('login', keep('The password would cross the network unencrypted. Choose STARTTLS or TLS.'));
  }
  const offered = (line.extensions.get('AUTH') ?? '').toUpperCase().split(/\s+/);
  const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64');
  const { username } = login;
  let reply: Reply;
  if ('accessToken' in login) {
    reply = await signInByToken(line, offered, base64(`user=${username}\u0001auth=Bearer ${login.accessToken}\u0001\u0001`));
  } else if (offered.includes('PLAIN')) {
    line.command(`AUTH PLAIN ${base64(`\0${username}\0${login.password}`)}`);
    reply = await line.read('login', line.timeouts.command);
  } else if (offered.includes('LOGIN')) {
    line.command('AUTH LOGIN');
    await challenged(line);
    line.command(base64(username));
    await challenged(line);
    line.command(base64(login.password));
    reply = await line.read('login', line.timeouts.command);
  } else {
    throw new SmtpProblem('login', wayUnknown(offered.join(' ').trim()));
  }
  if (reply.code !== 235) throw new SmtpProblem('login', keep('The server did not accept the user name and password: {answer}', { answer: replyText(reply) }), reply.code);
}

const wayUnknown = (offered: string): string => (offered
  ? keep('The server offers no way to sign in that Kindred knows ({offered}).', { offered })
  : keep('The server offers no way to sign in.'));

async function signInByToken(line: SignInLine, offered: readonly string[], initial: string): Promise<Reply> {
  if (!offered.includes('XOAUTH2')) throw new SmtpProblem('login', keep('The server does not take a sign-in from a provider (XOAUTH2). Use a password instead.'));
  line.command(`AUTH XOAUTH2 ${initial}`);
  const reply = await line.read('login', line.timeouts.command);
  if (reply.code !== 334) return reply;
  // The refusal's details came as a challenge: an empty line asks for the verdict.
  line.command('');
  return line.read('login', line.timeouts.command);
}

const isLoopback = (address: string): boolean => address.startsWith('127.') || address === '::1' || address.startsWith('::ffff:127.');

async function challenged(line: SignInLine): Promise<void> {
  const reply = await line.read('login', line.timeouts.command);
  if (reply.code !== 334) throw new SmtpProblem('login', keep('The server answered: {answer}', { answer: replyText(reply) }), reply.code);
}
