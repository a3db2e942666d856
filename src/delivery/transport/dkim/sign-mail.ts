import { createHash, createPrivateKey, sign, type KeyObject } from 'node:crypto';

// DKIM (RFC 6376): rsa-sha256, relaxed/relaxed. The RSA work runs in Node's thread pool, off the
// loop that talks to mail servers.

export interface DkimSigner {
  domain: string;
  selector: string;
  key: KeyObject;
}

export const dkimSigner = (domain: string, selector: string, privatePem: string): DkimSigner =>
  ({ domain, selector, key: createPrivateKey(privatePem) });

/** Signed when present. From and Subject once more than they occur, so that a second one breaks the signature (RFC 6376, 8.15). */
const signedFields = [
  'from', 'to', 'subject', 'date', 'message-id', 'mime-version', 'content-type', 'content-transfer-encoding', 'reply-to',
  'list-unsubscribe', 'list-unsubscribe-post', 'auto-submitted', 'feedback-id',
];
const oversigned = ['from', 'subject'];

/** The mail with a DKIM-Signature before its other headers. `mail`: headers and body, CRLF, ASCII. */
export async function signMail(mail: string, signer: DkimSigner, at: Date): Promise<string> {
  const end = mail.indexOf('\r\n\r\n');
  const headers = headerFields(mail.slice(0, end + 2));
  const bodyHash = createHash('sha256').update(relaxedBody(mail.slice(end + 4)), 'latin1').digest('base64');
  const present = signedFields.filter((name) => headers.has(name));
  const names = [...present, ...oversigned];
  const tags = `v=1; a=rsa-sha256; c=relaxed/relaxed; d=${signer.domain}; s=${signer.selector};\r\n`
    + ` t=${Math.floor(at.getTime() / 1000)}; h=${foldNames(names)};\r\n bh=${bodyHash};\r\n b=`;
  const signedText = present.map((name) => `${relaxedField(headers.get(name)!)}\r\n`).join('') + relaxedField(`DKIM-Signature: ${tags}`);
  const signature = await signAway(signedText, signer.key);
  return `DKIM-Signature: ${tags}${signature.replace(/.{1,70}/g, '\r\n $&').slice(3)}\r\n${mail}`;
}

/** RFC 6376, 3.4.4: blanks at line ends go, runs of blanks become one, empty lines at the end go. */
export function relaxedBody(body: string): string {
  const reduced = body.replace(/[ \t]+(?=\r\n)/g, '').replace(/[ \t]{2,}|\t/g, ' ').replace(/(?:\r\n)+$/, '');
  return reduced === '' ? '' : `${reduced}\r\n`;
}

/** RFC 6376, 3.4.2: name in lower case, unfolded, runs of blanks become one. */
export function relaxedField(field: string): string {
  const colon = field.indexOf(':');
  const value = field.slice(colon + 1).replace(/\r\n/g, '').replace(/[ \t]+/g, ' ').trim();
  return `${field.slice(0, colon).trim().toLowerCase()}:${value}`;
}

/** Fields by lower-case name, unchanged but for the last line break; of several with one name the last, as signing wants it. */
function headerFields(head: string): Map<string, string> {
  const fields = head.split(/\r\n(?![ \t])/).filter(Boolean);
  return new Map(fields.map((field) => [field.slice(0, field.indexOf(':')).trim().toLowerCase(), field]));
}

function foldNames(names: readonly string[]): string {
  let folded = '';
  let width = 16;
  for (const name of names) {
    const piece = folded === '' ? name : `:${name}`;
    if (width + piece.length > 74) {
      folded += '\r\n ';
      width = 1;
    }
    folded += piece;
    width += piece.length;
  }
  return folded;
}

function signAway(text: string, key: KeyObject): Promise<string> {
  return new Promise((resolve, reject) => {
    sign('sha256', Buffer.from(text, 'latin1'), key, (error, signature) => (error ? reject(error) : resolve(signature.toString('base64'))));
  });
}
