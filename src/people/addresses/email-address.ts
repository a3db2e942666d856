import { domainToASCII } from 'node:url';
import { t } from '../../platform/words/contract.ts';

// What may be written to, and what makes two addresses the same. We accept what mail systems
// deliver to in practice, not all of RFC 5322: comments, folding, quoted local parts and
// address literals are refused, and nothing with a line break or a control character can pass,
// whatever surrounds it, because addresses end up in SMTP commands and headers.

export type EmailAddress = {
  /** As written, but for the domain, which is lower-case ASCII (IDNA). Safe in an envelope. */
  address: string;
  /** Two addresses are the same when their keys are. */
  key: string;
};

/** Why it is no address: a sentence for a person. */
export type EmailAddressProblem = { problem: string };

/** RFC 5321, 4.5.3.1 and erratum 1690: 64 octets before the sign, 254 in all. */
const maxLocal = 64;
const maxAddress = 254;

const ordinary = /^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$/i;
const atoms = /^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*$/;
const hostName = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$/;
// A country may take mail at its top-level domain itself (n@ai was one); any other single
// label is a slip: jane@gmail.
const countryDomain = /^[a-z]{2}$/;
// What IDNA 2008 (RFC 5892) admits, roughly: letters, marks, digits, and the few signs with a
// rule of their own. UTS 46, which domainToASCII follows, would let symbols through.
const domainSigns = /^[\p{L}\p{M}\p{N}.。．｡\-·͵׳״・\u200c\u200d]+$/u;
const lineBreak = /[\n\r\v\f\u0085\u2028\u2029]/;
const controls = /[\p{Cc}\p{Cf}\p{Cs}]/u;
// Blanks that spreadsheets and web pages leave around a cell; line breaks and tabs are not among them.
const outerBlanks = /^[ \u00a0\u200b\ufeff]+|[ \u00a0\u200b\ufeff]+$/g;
const nonAscii = /[^\x20-\x7e]/;

/**
 * Reads one bare address, without a display name. The domain becomes lower-case ASCII; the key
 * is all lower case, since no mail system of note tells people apart by case.
 * A local part outside ASCII is refused: it needs SMTPUTF8 (RFC 6531) on every hop.
 */
export function parseEmailAddress(text: string): EmailAddress | EmailAddressProblem {
  const trimmed = text.replace(outerBlanks, '');
  if (trimmed.length <= maxAddress && ordinary.test(trimmed)) {
    const at = trimmed.indexOf('@');
    const domain = trimmed.slice(at + 1).toLowerCase();
    if (at <= maxLocal && domain.length <= 253 && !domain.includes('xn--')) {
      return named(trimmed.slice(0, at), domain);
    }
  }
  return parseCarefully(trimmed);
}

function parseCarefully(text: string): EmailAddress | EmailAddressProblem {
  if (text === '') return { problem: t('There is no address.') };
  if (lineBreak.test(text)) return { problem: t('The address contains a line break.') };
  if (text.length > 1000) return { problem: t('The address is longer than 254 characters.') };
  const at = text.lastIndexOf('@');
  if (at < 0) return { problem: t('The address has no @.') };
  const local = text.slice(0, at);
  const domain = text.slice(at + 1);
  const wrong = localProblem(local);
  if (wrong) return { problem: wrong };
  const ascii = asciiDomain(domain);
  if (typeof ascii !== 'string') return ascii;
  if (local.length + 1 + ascii.length > maxAddress) return { problem: t('The address is longer than 254 characters.') };
  return named(local, ascii);
}

const named = (local: string, domain: string): EmailAddress => ({
  address: `${local}@${domain}`,
  key: `${local.toLowerCase()}@${domain}`,
});

function localProblem(local: string): string | undefined {
  if (local === '') return t('There is nothing before the @.');
  if (controls.test(local)) return t('The address contains a control character.');
  if (nonAscii.test(local)) return t('Letters outside ASCII before the @ are not deliverable everywhere (they need SMTPUTF8 on every hop).');
  if (local.startsWith('"')) return t('A quoted part before the @ is not accepted: hardly any mail system delivers to one.');
  if (local.includes('@')) return t('The address has more than one @.');
  if (/[\s()<>]/.test(local)) return t('There is more than an address here: blanks, brackets or comments.');
  if (local.startsWith('.') || local.endsWith('.') || local.includes('..')) return t('A dot before the @ must stand between other characters.');
  if (!atoms.test(local)) return t('There is a character before the @ that no address may have.');
  return local.length > maxLocal ? t('The part before the @ is longer than 64 characters.') : undefined;
}

function asciiDomain(domain: string): string | EmailAddressProblem {
  if (domain === '') return { problem: t('There is nothing after the @.') };
  if (/\p{Cc}/u.test(domain)) return { problem: t('The address contains a control character.') };
  if (domain.startsWith('[')) return { problem: t('A number in brackets instead of a domain is not accepted.') };
  if (/[\s()<>,;]/.test(domain)) return { problem: t('There is more than an address here: blanks, brackets or comments.') };
  let ascii = domain.toLowerCase();
  if (nonAscii.test(domain) || ascii.includes('xn--')) {
    // domainToASCII reads numbers as IPv4 hosts, so plain ASCII never goes through it.
    const composed = domain.normalize('NFC');
    ascii = domainSigns.test(composed) ? domainToASCII(composed) : '';
    if (ascii === '') return { problem: t('The domain is not a valid international domain name.') };
  }
  if (!ascii.includes('.') && !countryDomain.test(ascii)) return { problem: t('The domain has no ending such as .com.') };
  if (ascii.length > 253) return { problem: t('The domain is longer than 253 characters.') };
  if (!hostName.test(ascii) && !countryDomain.test(ascii)) return { problem: t('The domain is not a valid host name.') };
  return ascii;
}
