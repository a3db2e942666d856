import { createPrivateKey, createPublicKey, generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { invalid } from '../../../platform/errors/index.ts';
import { t } from '../../../platform/words/contract.ts';

/** A domain's key for signing: both halves as they are stored. */
export interface DkimKeyPair {
  /** PKCS #8, PEM. */
  privatePem: string;
  /** Base64 of the SubjectPublicKeyInfo, as the DNS record's `p=` wants it. */
  publicBase64: string;
}

const generate = promisify(generateKeyPair);

/** Makes an RSA key of 2048 bits: what every receiver verifies (RFC 8301). */
export async function makeDkimKey(): Promise<DkimKeyPair> {
  const { privateKey } = await generate('rsa', { modulusLength: 2048 });
  return pairOf(privateKey);
}

/**
 * Takes over a key made elsewhere. Refuses what would leave mail unsigned or unverified: anything
 * but RSA (many receivers, and some signers silently, do nothing with ed25519), and less than 1024 bits.
 */
export function readDkimKey(pem: string): DkimKeyPair & { warning: string | null } {
  let key: KeyObject;
  try {
    key = createPrivateKey(pem);
  } catch {
    throw invalid('dkim_key_unreadable', t('This is not a private key in PEM form, or it is locked with a passphrase. Nothing was changed.'));
  }
  if (key.asymmetricKeyType !== 'rsa') {
    throw invalid('dkim_key_not_rsa', t('This is a key of type {asymmetricKeyType}; signatures with it are not verified everywhere. Nothing was changed. Use an RSA key of 2048 bits.', { asymmetricKeyType: key.asymmetricKeyType ?? t('unknown') }));
  }
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
  if (bits < 1024) throw invalid('dkim_key_weak', t('This key has {bits} bits, and receivers ignore signatures below 1024. Nothing was changed. Use 2048 bits.', { bits }));
  return { ...pairOf(key), warning: bits < 2048 ? t('This key has {bits} bits; 2048 are advised.', { bits: String(bits) }) : null };
}

function pairOf(privateKey: KeyObject): DkimKeyPair {
  return {
    privatePem: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
    publicBase64: (createPublicKey(privateKey).export({ type: 'spki', format: 'der' }) as Buffer).toString('base64'),
  };
}

/** The DNS record to publish: its name and its value. */
export function dkimRecord(domain: string, selector: string, publicBase64: string): { name: string; value: string } {
  return { name: `${selector}._domainkey.${domain}`, value: `v=DKIM1; k=rsa; p=${publicBase64}` };
}
