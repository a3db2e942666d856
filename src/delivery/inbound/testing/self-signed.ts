import { createSign, generateKeyPairSync } from 'node:crypto';

// A certificate as small as one can be (RFC 5280), for tests of what is signed with one.

const der = (tag: number, ...parts: Buffer[]): Buffer => {
  const body = Buffer.concat(parts);
  const length = body.length < 128 ? [body.length] : body.length < 256 ? [0x81, body.length] : [0x82, body.length >> 8, body.length & 255];
  return Buffer.concat([Buffer.from([tag, ...length]), body]);
};
const sha256WithRsa = der(0x30, der(0x06, Buffer.from('2a864886f70d01010b', 'hex')), der(0x05));
const name = der(0x30, der(0x31, der(0x30, der(0x06, Buffer.from('550403', 'hex')), der(0x0c, Buffer.from('sns.example')))));
const time = (at: Date) => der(0x18, Buffer.from(`${at.toISOString().replace(/[-:T]|\.\d+/g, '')}`));

/** A key and its certificate in PEM, valid between two days. */
export function selfSigned(from: Date, until: Date): { pem: string; sign(text: string, hash?: 'RSA-SHA1' | 'RSA-SHA256'): string } {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const body = der(0x30, der(0xa0, der(0x02, Buffer.from([2]))), der(0x02, Buffer.from([1])), sha256WithRsa, name, der(0x30, time(from), time(until)), name, publicKey.export({ type: 'spki', format: 'der' }));
  const signature = createSign('RSA-SHA256').update(body).sign(privateKey);
  const pem = `-----BEGIN CERTIFICATE-----\n${der(0x30, body, sha256WithRsa, der(0x03, Buffer.from([0]), signature)).toString('base64').replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`;
  return { pem, sign: (text, hash = 'RSA-SHA256') => createSign(hash).update(text).sign(privateKey, 'base64') };
}
