import { invalid, Problem } from '../errors/index.ts';
import { t } from '../words/contract.ts';
import { addressHeader, oidcCallbackPrefix, oidcProvider, type AuthOptions } from './auth-options.ts';
import type { BetterAuth } from './better-auth.ts';
import { passwordHashOf } from './users.ts';

/** Where a request comes from, as sign-in needs it. */
export interface Caller {
  headers: Headers;
  clientAddress: string;
}

/** `Set-Cookie` values to send along. */
export type Cookies = string[];

/** Passwords, sessions, second factors and a company's own sign-in. Cookies are HttpOnly and SameSite=Lax. */
export interface Auth {
  /** Whose session the cookie is. */
  sessionUser(caller: Caller): Promise<{ userId: string; sessionId: string } | undefined>;
  /** Throws `wrong_credentials` whatever of the two was wrong, in the same time. */
  signIn(credentials: { email: string; password: string }, caller: Caller): Promise<{ cookies: Cookies; needsSecondFactor: boolean }>;
  /** The six digits of an authenticator, or one of the codes kept for emergencies. */
  signInSecondFactor(code: string, caller: Caller): Promise<{ cookies: Cookies; userId: string }>;
  /** Begins a session for somebody whose identity is sure by other means. */
  startSession(userId: string, caller: Caller): Promise<Cookies>;
  signOut(caller: Caller): Promise<Cookies>;
  hashPassword(password: string): Promise<string>;
  /** Throws `wrong_password`. */
  checkPassword(userId: string, password: string): Promise<void>;
  /** Begins to set up a second factor; it counts once a code has been confirmed. */
  beginSecondFactor(password: string, caller: Caller): Promise<{ uri: string; backupCodes: string[] }>;
  confirmSecondFactor(code: string, caller: Caller): Promise<Cookies>;
  removeSecondFactor(password: string, caller: Caller): Promise<Cookies>;
  /** The name on the button of the company's own sign-in. */
  oidcName: string | undefined;
  /** Where to send the browser for it. */
  startOidc(caller: Caller): Promise<{ url: string; cookies: Cookies }>;
  /** Serves the provider's answer. */
  callback: { prefix: string; handle(request: Request): Promise<Response> };
}

const wrongCode = () => invalid('wrong_code', t('That code is not right, or it has run out. Try the next one.'));
const wrongPassword = () => invalid('wrong_password', t('The password is not right. Nothing was changed.'), [{ path: 'body.password', message: t('not right') }]);

/** Reads what sign-in is made of: for a start that has other things to wait for. */
export const readSignIn = () => import('./better-auth.ts');

/** Sets up sign-in over the tables `auth_*`. With a company's own sign-in its provider is asked for its addresses. */
export function createAuth(options: AuthOptions): Auth {
  let reading: Promise<BetterAuth> | undefined;
  const auth = () => (reading ??= readSignIn().then(({ createBetterAuth }) => createBetterAuth(options)));
  const api = async () => (await auth()).api;
  const password = async () => (await (await auth()).$context).password;
  return {
    async sessionUser(caller) {
      const found = await (await api()).getSession({ headers: slim(caller) });
      return found ? { userId: found.user.id, sessionId: found.session.id } : undefined;
    },
    async signIn(body, caller) {
      const wrong = () => new Problem('unauthenticated', 'wrong_credentials', t('The address or the password is not right.'));
      const { headers, response } = await refuse(wrong, async () => (await api()).signInEmail({ body, headers: slim(caller), returnHeaders: true }));
      return { cookies: headers.getSetCookie(), needsSecondFactor: 'twoFactorRedirect' in response };
    },
    async signInSecondFactor(code, caller) {
      const call = { body: { code, trustDevice: false }, headers: slim(caller), returnHeaders: true as const };
      const { headers, response } = await refuse(wrongCode, async () => /^\d{6}$/.test(code) ? (await api()).verifyTOTP(call) : (await api()).verifyBackupCode(call));
      return { cookies: headers.getSetCookie(), userId: response.user.id };
    },
    async startSession(userId, caller) {
      const { headers } = await (await api()).startSession({ body: { userId }, headers: slim(caller), returnHeaders: true });
      return headers.getSetCookie();
    },
    async signOut(caller) {
      const { headers } = await (await api()).signOut({ headers: slim(caller), returnHeaders: true });
      return headers.getSetCookie();
    },
    hashPassword: async (text) => (await password()).hash(text),
    async checkPassword(userId, text) {
      const hash = await passwordHashOf(options.db, userId);
      if (hash === null || !await (await password()).verify({ hash, password: text })) throw wrongPassword();
    },
    async beginSecondFactor(text, caller) {
      const { totpURI, backupCodes } = await refuse(wrongPassword, async () => (await api()).enableTwoFactor({ body: { password: text }, headers: slim(caller) })) as { totpURI: string; backupCodes: string[] };
      return { uri: totpURI, backupCodes };
    },
    async confirmSecondFactor(code, caller) {
      const { headers } = await refuse(wrongCode, async () => (await api()).verifyTOTP({ body: { code }, headers: slim(caller), returnHeaders: true }));
      return headers.getSetCookie();
    },
    async removeSecondFactor(text, caller) {
      const { headers } = await refuse(wrongPassword, async () => (await api()).disableTwoFactor({ body: { password: text }, headers: slim(caller), returnHeaders: true }));
      return headers.getSetCookie();
    },
    oidcName: options.oidc?.name,
    async startOidc(caller) {
      if (!options.oidc) throw new Problem('not-found', 'no_company_sign_in', t('No company sign-in is set up here.'));
      const { headers, response } = await refuse(
        () => new Problem('unavailable', 'company_sign_in_unreachable', t('The company sign-in does not answer. Sign in with your password, or try again later.')),
        async () => (await api()).signInSocial({ body: { provider: oidcProvider, callbackURL: '/', errorCallbackURL: '/sign-in', disableRedirect: true }, headers: slim(caller), returnHeaders: true }));
      if (!response.url) throw new Error('the OIDC provider gave no address');
      return { url: response.url, cookies: headers.getSetCookie() };
    },
    callback: { prefix: oidcCallbackPrefix, handle: async (request) => (await auth()).handler(request) },
  };
}

/** Only what sign-in reads, with the address as we know it: a client cannot name its own. */
function slim({ headers, clientAddress }: Caller): Headers {
  const out = new Headers({ [addressHeader]: clientAddress });
  for (const name of ['cookie', 'user-agent']) {
    const value = headers.get(name);
    if (value !== null) out.set(name, value);
  }
  return out;
}

/** Turns better-auth's refusals into a problem of ours; a lockout says so; everything else is a defect. */
async function refuse<T>(problem: () => Problem, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!isRefusal(error)) throw error;
    if (error.statusCode === 429 || /lock/i.test(String(error.body?.code))) {
      throw new Problem('limited', 'locked_for_a_while', t('There were too many wrong codes. Wait a quarter of an hour and try again.'));
    }
    if (error.statusCode >= 500) throw error;
    throw problem();
  }
}

interface Refusal {
  statusCode: number;
  body?: { code?: unknown };
}

/** An error of better-auth's API, known by its name: its class would bring all of it along. */
const isRefusal = (error: unknown): error is Refusal => error instanceof Error && error.name === 'APIError' && 'statusCode' in error;
