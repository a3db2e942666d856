import type { Recipient } from './recipient.ts';

// Small pages for people who are not signed in: no script, nothing from elsewhere, one button.

/** What a page of ours may do: style itself and send its form to where it came from. */
export const pagePolicy = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** Asks. `recipient` is null while the database cannot say who it is: the button works all the same. */
export function confirmPage(recipient: Recipient | null): string {
  const from = recipient ? `from <strong>${escaped(recipient.workspaceName)}</strong>` : 'from this sender';
  const who = recipient?.address ? ` at <strong>${escaped(recipient.address)}</strong>` : '';
  if (recipient?.isOut) return page('You are unsubscribed', `<p>You will get no more mail ${from}${who}. There is nothing left to do.</p>`);
  return page('Unsubscribe', `<p>Do you want to stop mail ${from}${who}?</p>
<form method="post"><input type="hidden" name="confirm" value="yes"><button type="submit">Unsubscribe</button></form>
<p class="quiet">Nothing has changed yet: only the button unsubscribes you.</p>`);
}

export function unsubscribedPage(recipient: Recipient | null): string {
  const from = recipient ? `from <strong>${escaped(recipient.workspaceName)}</strong>` : 'from this sender';
  const who = recipient?.address ? ` at <strong>${escaped(recipient.address)}</strong>` : '';
  return page('You are unsubscribed', `<p>You will get no more mail ${from}${who}. Mail that was waiting to be sent to you is stopped, too.</p>`);
}

export const tryAgainPage = (): string => page('Please try again', `<p>Your wish could not be saved just now. Nothing has changed. Please try again in a few minutes.</p>
<form method="post"><input type="hidden" name="confirm" value="yes"><button type="submit">Unsubscribe</button></form>`);

export const unknownLinkPage = (): string => page('This link does not work', `<p>It is incomplete or was changed on its way, so it leads nowhere. Open the mail again and follow the link there; if it is broken in the mail, ask its sender.</p>`);

export const wrongMethodPage = (): string => page('This address cannot be used that way', '<p>Open it in a browser instead.</p>');

const styles = `:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;margin:0;padding:3rem 1.25rem;color:#1d1d22;background:#f7f7f8}
main{max-width:30rem;margin:0 auto;padding:2rem;background:#fff;border:1px solid #e3e3e8;border-radius:10px}h1{font-size:1.25rem;margin:0 0 .75rem}
p{margin:0 0 1rem;overflow-wrap:anywhere}.quiet{color:#5c5c66;font-size:.875rem;margin:1rem 0 0}
button{font:inherit;font-weight:600;padding:.6rem 1.1rem;border:0;border-radius:8px;background:#1d1d22;color:#fff;cursor:pointer}button:focus-visible{outline:3px solid #6b8cff;outline-offset:2px}
@media(prefers-color-scheme:dark){body{color:#ececf0;background:#131316}main{background:#1b1b20;border-color:#303038}.quiet{color:#a3a3ad}button{background:#ececf0;color:#131316}}`;

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>${title}</title><style>${styles}</style></head>
<body><main><h1>${title}</h1>
${body}</main></body>
</html>
`;
}

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string): string => text.replace(/[&<>"']/g, (letter) => escapes[letter]!);
