import type { MailHeader } from '../mime/mail-header.ts';

/**
 * Whether a machine answered in somebody's name (RFC 3834). `Auto-Submitted` other than `no` says so; so do the
 * habits of older programs. `X-Auto-Response-Suppress` alone does not: Exchange puts it on ordinary mail.
 */
export function isAutoReply(header: MailHeader): boolean {
  const submitted = header.first('auto-submitted').trim().toLowerCase().split(/[;\s]/)[0]!;
  if (submitted !== '' && submitted !== 'no') return true;
  if (header.has('x-autoreply') || header.has('x-autorespond') || header.has('x-autoresponder') || header.has('x-auto-reply-from') || header.has('x-ms-exchange-inbox-rules-loop')) return true;
  if (/auto[-_ ]?repl/i.test(header.first('precedence')) || /auto_reply/i.test(header.first('x-precedence'))) return true;
  return subjectWords.test(header.first('subject'));
}

const subjectWords = /^\s*(?:(?:re|aw|sv|antw)\s*:\s*)?(?:auto(?:matic|mated)?[- ]?(?:reply|response|respond\w*|answer)\b|out[- ]of[- ](?:the[- ])?office|ooo\s*:|away from (?:my |the )?(?:mail|office|desk)|vacation (?:reply|response|message)|automatische antwort|abwesenheit|abwesend|r[ée]ponse automatique|absence du bureau|respuesta autom[áa]tica|fuera de (?:la )?oficina|risposta automatica|fuori (?:sede|ufficio)|automatisch antwoord|afwezig|resposta autom[áa]tica|automatisk (?:svar|besked)|autosvar|fr[åa]nv[åa]rande|automaattinen vastaus|poissa|odpowied[źz] automatyczna|автоматический ответ|автоответ|自動(?:返信|応答)|不在)/i;
