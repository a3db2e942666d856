import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { Problem } from '../errors/index.ts';
import { t } from '../words/contract.ts';

// Passwords of mail servers and private keys lie sealed in the database; what opens them, the
// installation's secret, lies outside it. A copy of the database alone gives nothing away.
// Layout: version 1 | nonce (12) | tag (16) | AES-256-GCM of the text.

const version = 1;
const nonceBytes = 12;
const tagBytes = 16;

const keys = new Map<string, Buffer>();

/** Keys are derived once a secret: HKDF keeps this use apart from the secret's others. */
function keyFor(secret: string): Buffer {
  let key = keys.get(secret);
  if (!key) {
    key = Buffer.from(hkdfSync('sha256', secret, '', 'kindred sealing 1', 32));
    keys.set(secret, key);
  }
  return key;
}

/** Seals a text; the same text looks different each time. */
export function seal(secret: string, text: string): Buffer {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', keyFor(secret), nonce);
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([Buffer.of(version), nonce, cipher.getAuthTag(), sealed]);
}

/** Opens what `seal` closed; throws `unsealable` when it was sealed with another secret or changed since. */
export function open(secret: string, sealed: Buffer): string {
  try {
    if (sealed[0] !== version) throw new Error('unknown version');
    const text = sealed.subarray(1 + nonceBytes + tagBytes);
    const decipher = createDecipheriv('aes-256-gcm', keyFor(secret), sealed.subarray(1, 1 + nonceBytes), { authTagLength: tagBytes });
    decipher.setAuthTag(sealed.subarray(1 + nonceBytes, 1 + nonceBytes + tagBytes));
    return Buffer.concat([decipher.update(text), decipher.final()]).toString('utf8');
  } catch {
    throw new Problem('conflict', 'unsealable',
      t('A stored password or key cannot be opened with the secret of this installation. Nothing was changed. Put the right secret back, or enter the password anew.'));
  }
}
