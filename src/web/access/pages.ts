import { lazyPage, type Page } from '../../platform/ui/page.ts';
import { phrase } from '../../platform/ui/words.ts';

/** Pages for those who are not signed in. */
export const openPages: readonly Page[] = [
  { path: '/set-up', title: phrase('Set up'), element: lazyPage(async () => (await import('./set-up-page.tsx')).SetUpPage) },
  { path: '/invitation', title: phrase('Invitation'), element: lazyPage(async () => (await import('./invitation-page.tsx')).InvitationPage) },
  { path: '/forgotten', title: phrase('Forgotten password'), element: lazyPage(async () => (await import('./forgotten-page.tsx')).ForgottenPage) },
  { path: '/reset-password', title: phrase('New password'), element: lazyPage(async () => (await import('./reset-password-page.tsx')).ResetPasswordPage) },
];
