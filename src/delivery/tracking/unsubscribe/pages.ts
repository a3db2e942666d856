import { html, publicPage, type SafeHtml } from '../../../platform/public-pages/index.ts';
import type { Recipient } from './recipient.ts';

// What somebody sees who wants to leave: one button, and the way to choose instead. `preferences` is the address of the latter.

/** Asks. `recipient` is null while the database cannot say who it is: the button works all the same. */
export function confirmPage(recipient: Recipient | null, preferences: string): string {
  if (recipient?.isOut) return page('You are unsubscribed', html`<p>You will get no more mail ${mailOf(recipient)}. There is nothing left to do.</p>${choose(preferences)}`);
  return page('Unsubscribe', html`<p>Do you want to stop mail ${mailOf(recipient)}?</p>
${button}
<p class="quiet" style="margin-top:1rem">Nothing has changed yet: only the button unsubscribes you.</p>${choose(preferences)}`);
}

export const unsubscribedPage = (recipient: Recipient | null, preferences: string): string =>
  page('You are unsubscribed', html`<p>You will get no more mail ${mailOf(recipient)}. Mail that was waiting to be sent to you is stopped, too.</p>${choose(preferences)}`);

export const tryAgainPage = (): string => page('Please try again', html`<p>Your wish could not be saved just now. Nothing has changed. Please try again in a few minutes.</p>
${button}`);

export const unknownLinkPage = (): string => page('This link does not work', html`<p>It is incomplete or was changed on its way, so it leads nowhere. Open the mail again and follow the link there; if it is broken in the mail, ask its sender.</p>`);

export const wrongMethodPage = (): string => page('This address cannot be used that way', html`<p>Open it in a browser instead.</p>`);

const button = html`<form method="post"><input type="hidden" name="confirm" value="yes"><button type="submit">Unsubscribe</button></form>`;

const choose = (preferences: string): SafeHtml => html`<p class="quiet"><a href="${preferences}">Choose what you get instead, or see what is known about you</a></p>`;

function mailOf(recipient: Recipient | null): SafeHtml {
  const from = recipient ? html`from <strong>${recipient.workspaceName}</strong>` : html`from this sender`;
  return html`${from}${recipient?.address && html` at <strong>${recipient.address}</strong>`}`;
}

const page = (title: string, body: SafeHtml): string => publicPage({ language: 'en', title, body });
