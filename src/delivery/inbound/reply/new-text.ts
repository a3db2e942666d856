// What somebody wrote, without what they answered to and without their signature.

/**
 * The new words of a plain-text reply. Quotes go, with the line that leads in; what stands between or below quotes stays.
 * A signature goes where it says it is one. When nothing would be left, what stands above the first quote is kept.
 */
export function newText(text: string): string {
  const lines = joinLeadIns(text.replace(/\r\n?/g, '\n').slice(0, 200_000)).split('\n').map((line) => line.replace(/\s+$/, ''));
  const end = lines.findIndex((line, index) => beginsForeign(line, lines, index));
  const own = end < 0 ? lines : lines.slice(0, end);
  const kept = own.filter((line, index) => !isQuote(line) && !leadsIn(own, index));
  return withoutSignature(kept).join('\n').replace(/\n{3,}/g, '\n\n').trim();
}

const isQuote = (line: string): boolean => /^\s{0,3}>/.test(line);

// "On 1 March 2026, somebody <a@b.c>" and "wrote:" often stand on several lines.
const joinLeadIns = (text: string): string => text.replace(/^[ \t>]{0,3}(?:On|Am|Le|El|Il|Op|Den|Em|Dne|W dniu|P[åa])\b[^\n]{4,200}(?:\n(?![ \t]*>)[^\n]{0,200}){0,3}?(?:wrote|writes|schrieb|schreef|a écrit|escribió|ha scritto|escreveu|skrev|napisa[łl]\w*|schrieben|geschreven)[^\n:]{0,80}:[ \t]*$/gim, (whole) => whole.replace(/\n\s*/g, ' '));
const leadInWords = /(?:wrote|writes|schrieb|schreef|a écrit|escribió|ha scritto|escreveu|skrev|napisa[łl]\w*)[^\n:]{0,80}:$/i;

/** A lead-in is one when a quote, or nothing more of the writer's, follows it. */
function leadsIn(lines: readonly string[], index: number): boolean {
  if (!leadInWords.test(lines[index]!)) return false;
  const next = lines.slice(index + 1).find((line) => line.trim() !== '');
  return next === undefined || isQuote(next) || /^\s*(?:On|Am|Le|El)\b/.test(lines[index]!);
}

/** From here on somebody else's mail stands without quote marks, as Outlook and its like put it. */
function beginsForeign(line: string, lines: readonly string[], index: number): boolean {
  if (/^\W{0,10}(?:original message|original appointment|urspr(?:ü|ue)ngliche nachricht|message d'origine|mensaje original|messaggio originale|oorspronkelijk bericht|forwarded message|weitergeleitete nachricht)\W{0,10}$/i.test(line)) return true;
  if (/^_{30,}\s*$/.test(line) && /mailing list|unsubscribe|listinfo/i.test(lines.slice(index + 1, index + 5).join(' '))) return true;
  if (/^[\s_-]{20,}$/.test(line)) return /^[*\s]*(?:From|Von|De|Da|Van|Fra|Från)[*\s]*:/i.test(lines.slice(index + 1).find((next) => next.trim() !== '') ?? '');
  if (!/^[*\s]*(?:From|Von|De|Da|Van|Fra|Från)\s*:[*\s]/i.test(line)) return false;
  const next = lines.slice(index + 1, index + 6).join('\n');
  return /^[*\s]*(?:Sent|Date|Gesendet|Datum|Envoyé|Enviado|Inviato|Verzonden|Sendt|Skickat)\s*:/im.test(next);
}

/** Cut at the mark of RFC 3676 (`-- `), at what phones put below, and at a short last paragraph that says goodbye. */
function withoutSignature(lines: readonly string[]): string[] {
  const at = lines.findIndex((line, index) => /^\s*(?:--|__|—|––)\s*$/.test(line) && index > 0 || phoneLine.test(line) && !lines.slice(index + 1).some((next) => next.trim() !== '' && next.length > 60));
  const own = at < 0 ? [...lines] : lines.slice(0, at);
  return own.some((line) => line.trim() !== '') ? own : [...lines];
}

const phoneLine = /^\s*(?:sent (?:from|via|with) (?:my|an?|the|yahoo|outlook|proton|mail)\b|get outlook for|von meinem .{2,40} gesendet|gesendet (?:von|mit)|diese nachricht wurde von meinem|envoyé (?:de|depuis) mon|enviado (?:desde|do) m|inviato da|verzonden vanaf)/i;
