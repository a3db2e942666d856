import { html, publicPage, type SafeHtml } from '../../../platform/public-pages/index.ts';
import { spoken, t } from '../../../platform/words/contract.ts';
import type { Recipient } from './recipient.ts';

// What somebody sees who wants to leave: one button, and the way to choose instead. `preferences` is the address of the latter.
// In the language spoken where they are made.

/** Asks. `recipient` is null while the database cannot say who it is: the button works all the same. */
export function confirmPage(recipient: Recipient | null, preferences: string): string {
  if (recipient?.isOut) return page(t('You are unsubscribed'), html`<p>${noMore(recipient)} ${t('There is nothing left to do.')}</p>${choose(preferences)}`);
  return page(t('Unsubscribe'), html`<p>${ask(recipient)}</p>
${button()}
<p class="quiet" style="margin-top:1rem">${t('Nothing has changed yet: only the button unsubscribes you.')}</p>${choose(preferences)}`);
}

export const unsubscribedPage = (recipient: Recipient | null, preferences: string): string =>
  page(t('You are unsubscribed'), html`<p>${noMore(recipient)} ${t('Mail that was waiting to be sent to you is stopped, too.')}</p>
<form method="post" action="${preferences}"><input type="hidden" name="action" value="stay"><button type="submit" class="plain">${t('That was a mistake, keep me')}</button></form>${choose(preferences)}`);

export const tryAgainPage = (): string => page(t('Please try again'), html`<p>${t('Your wish could not be saved just now. Nothing has changed. Please try again in a few minutes.')}</p>
${button()}`);

export const unknownLinkPage = (): string => page(t('This link does not work'), html`<p>${t('It is incomplete or was changed on its way, so it leads nowhere. Open the mail again and follow the link there; if it is broken in the mail, ask its sender.')}</p>`);

export const wrongMethodPage = (): string => page(t('This address cannot be used that way'), html`<p>${t('Open it in a browser instead.')}</p>`);

const button = (): SafeHtml => html`<form method="post"><input type="hidden" name="confirm" value="yes"><button type="submit">${t('Unsubscribe')}</button></form>`;

const choose = (preferences: string): SafeHtml => html`<p class="quiet"><a href="${preferences}">${t('Choose what you get instead, or see what is known about you')}</a></p>`;

// Sentences are whole: with and without what the database could tell.
const ask = (recipient: Recipient | null): string => (!recipient ? t('Do you want to stop mail from this sender?')
  : recipient.address ? t('Do you want to stop mail from {sender} to {address}?', { sender: recipient.workspaceName, address: recipient.address })
    : t('Do you want to stop mail from {sender}?', { sender: recipient.workspaceName }));
const noMore = (recipient: Recipient | null): string => (!recipient ? t('You will get no more mail from this sender.')
  : recipient.address ? t('You will get no more mail from {sender} at {address}.', { sender: recipient.workspaceName, address: recipient.address })
    : t('You will get no more mail from {sender}.', { sender: recipient.workspaceName }));

const page = (title: string, body: SafeHtml): string => publicPage({ language: spoken().language, title, body });
