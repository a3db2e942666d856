import { betterAuth } from 'better-auth';
import { createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { genericOAuth, twoFactor } from 'better-auth/plugins';
import { z } from 'zod';
import { addressHeader, oidcProvider, type AuthOptions } from './auth-options.ts';
import { sessionDays } from './limits.ts';

// better-auth with our tables and names. Of its own addresses only the OIDC callback is served;
// everything else is called from our routes, so its sign-up and its other doors do not exist.
// Read when somebody first signs in: its 500 files cost half a second of every process otherwise.

// Kept from clients by never being served; called only after somebody's identity is sure.
const startSession = {
  id: 'kindred-start-session',
  endpoints: {
    startSession: createAuthEndpoint('/kindred/start-session', { method: 'POST', body: z.object({ userId: z.string() }) }, async (ctx) => {
      const user = await ctx.context.internalAdapter.findUserById(ctx.body.userId);
      if (!user) throw ctx.error('NOT_FOUND');
      const session = await ctx.context.internalAdapter.createSession(user.id);
      await setSessionCookie(ctx, { session, user });
      return ctx.json({ userId: user.id });
    }),
  },
} as const;

export type BetterAuth = ReturnType<typeof createBetterAuth>;

export function createBetterAuth({ db, secret, baseUrl, oidc }: AuthOptions) {
  return betterAuth({
    appName: 'Kindred',
    baseURL: baseUrl,
    basePath: '/api/auth',
    secret,
    database: db.pool,
    trustedOrigins: [new URL(baseUrl).origin],
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 1, maxPasswordLength: 128 },
    user: { modelName: 'auth_users', fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' } },
    session: {
      modelName: 'auth_sessions',
      fields: { userId: 'user_id', expiresAt: 'expires_at', ipAddress: 'ip_address', userAgent: 'user_agent', createdAt: 'created_at', updatedAt: 'updated_at' },
      expiresIn: sessionDays * 86_400, disableSessionRefresh: true,
    },
    account: {
      modelName: 'auth_accounts',
      fields: {
        userId: 'user_id', accountId: 'account_id', providerId: 'provider_id', accessToken: 'access_token', refreshToken: 'refresh_token', idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at', refreshTokenExpiresAt: 'refresh_token_expires_at', createdAt: 'created_at', updatedAt: 'updated_at',
      },
      // The operator chose the provider and members come by invitation, so a matching address is the same person.
      accountLinking: { enabled: true, trustedProviders: [oidcProvider], requireLocalEmailVerified: false },
    },
    verification: { modelName: 'auth_verifications', fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' } },
    advanced: {
      cookiePrefix: 'kindred',
      useSecureCookies: baseUrl.startsWith('https:'),
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax' },
      ipAddress: { ipAddressHeaders: [addressHeader] },
    },
    rateLimit: { enabled: false }, // ours counts in the database: platform/http/tries.ts
    telemetry: { enabled: false },
    logger: { disabled: true },
    plugins: [
      startSession,
      twoFactor({
        issuer: 'Kindred',
        schema: {
          user: { fields: { twoFactorEnabled: 'two_factor_enabled' } },
          twoFactor: {
            modelName: 'auth_two_factors',
            fields: { userId: 'user_id', backupCodes: 'backup_codes', failedVerificationCount: 'failed_verification_count', lockedUntil: 'locked_until' },
          },
        },
      }),
      ...(oidc ? [genericOAuth({
        config: [{
          providerId: oidcProvider, name: oidc.name, discoveryUrl: oidc.discoveryUrl, clientId: oidc.clientId, clientSecret: oidc.clientSecret,
          scopes: ['openid', 'email', 'profile'], pkce: true, requireIdTokenVerification: true, disableImplicitSignUp: true, disableSignUp: true,
        }],
      })] : []),
    ],
  });
}
