import { html, inkOn, textOf } from '../../../platform/public-pages/index.ts';
import type { PageWords } from '../pages/page-words.ts';

// Mails that public pages send: a sentence, one button, what to do when it was not you. Nothing in them was typed by
// whoever filled in the form, or our forms would carry strangers' words to strangers.

export interface ButtonMail {
  subject: string;
  text: string;
  html: string;
}

export interface MailLook {
  accent: string;
  workspace: string;
  postalAddress: string;
}

/** Asks to confirm an address. `title` is the form's own. */
export function confirmationMail(words: PageWords, look: MailLook, title: string, url: string): ButtonMail {
  const values = { workspace: look.workspace };
  return buttonMail(words, look, url, {
    subject: words.say('confirm_subject', values), title, ask: words.say('confirm_mail', values), button: words.say('confirm_button'),
    after: [words.say('confirm_mail_not_you'), words.say('confirm_mail_until')],
  });
}

/** Opens what we know about somebody. */
export function knowledgeMail(words: PageWords, look: MailLook, url: string): ButtonMail {
  const values = { workspace: look.workspace };
  return buttonMail(words, look, url, {
    subject: words.say('know_subject', values), title: words.say('know_subject', values), ask: words.say('know_mail', values), button: words.say('know_mail_button'),
    after: [words.say('know_mail_not_you'), words.say('know_mail_until')],
  });
}

function buttonMail(words: PageWords, look: MailLook, url: string, said: { subject: string; title: string; ask: string; button: string; after: readonly string[] }): ButtonMail {
  const foot = [look.workspace, ...look.postalAddress.split('\n')].filter(Boolean);
  const text = [said.title, said.ask, `${said.button}:\n${url}`, ...said.after, foot.join('\n')].join('\n\n');
  const page = html`<!doctype html>
<html lang="${words.language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>${said.subject}</title></head>
<body style="margin:0;padding:24px;font:16px/1.5 -apple-system,Segoe UI,Helvetica,Arial,sans-serif;color:#1d1d22;background:#ffffff"><div style="max-width:480px;margin:0 auto">
<h1 style="font-size:20px;line-height:1.3;margin:0 0 12px">${said.title}</h1>
<p style="margin:0 0 20px">${said.ask}</p>
<p style="margin:0 0 20px"><a href="${url}" style="display:inline-block;padding:12px 20px;border-radius:8px;background:${look.accent};color:${inkOn(look.accent)};text-decoration:none;font-weight:600">${said.button}</a></p>
${said.after.map((line) => html`<p style="margin:0 0 8px;font-size:14px;color:#5c5c66">${line}</p>
`)}<p style="margin:24px 0 0;font-size:13px;color:#5c5c66">${foot.map((line, index) => html`${index > 0 && html`<br>`}${line}`)}</p>
</div></body></html>`;
  return { subject: said.subject, text, html: textOf(page) };
}
