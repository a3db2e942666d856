import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseEmailAddress } from './email-address.ts';

const accepted: [text: string, address: string, key: string][] = [
  ['jane@example.com', 'jane@example.com', 'jane@example.com'],
  ['Jane.DOE@Example.COM', 'Jane.DOE@example.com', 'jane.doe@example.com'],
  ["o'neil+news@mail.example.co.uk", "o'neil+news@mail.example.co.uk", "o'neil+news@mail.example.co.uk"],
  ['!#$%&*+/=?^_`{|}~-@example.org', '!#$%&*+/=?^_`{|}~-@example.org', '!#$%&*+/=?^_`{|}~-@example.org'],
  ['1@2.example', '1@2.example', '1@2.example'],
  ['  \u00a0jane@example.com\u200b\ufeff ', 'jane@example.com', 'jane@example.com'],
  ['jane@BÜCHER.example', 'jane@xn--bcher-kva.example', 'jane@xn--bcher-kva.example'],
  ['jane@bu\u0308cher.example', 'jane@xn--bcher-kva.example', 'jane@xn--bcher-kva.example'],
  ['jane@xn--bcher-kva.example', 'jane@xn--bcher-kva.example', 'jane@xn--bcher-kva.example'],
  ['jane@faß.example', 'jane@xn--fa-hia.example', 'jane@xn--fa-hia.example'],
  ['jane@пример.рф', 'jane@xn--e1afmkfd.xn--p1ai', 'jane@xn--e1afmkfd.xn--p1ai'],
  ['jane@c--n.example', 'jane@c--n.example', 'jane@c--n.example'],
  ['n@ai', 'n@ai', 'n@ai'],
  [`${'l'.repeat(64)}@example.com`, `${'l'.repeat(64)}@example.com`, `${'l'.repeat(64)}@example.com`],
];

for (const [text, address, key] of accepted) {
  test(`${JSON.stringify(text)} is an address`, () => assert.deepEqual(parseEmailAddress(text), { address, key }));
}

const refused: [text: string, because: RegExp][] = [
  ['', /no address/],
  ['   ', /no address/],
  ['jane', /no @/],
  ['@example.com', /nothing before/],
  ['jane@', /nothing after/],
  ['jane@gmail', /no ending/],
  ['jane@example.com\n', /line break/],
  ['jane@example.com\r\nBcc: all@example.com', /line break/],
  ['jane\r@example.com', /line break/],
  ['jane@exam\u2028ple.com', /line break/],
  ['ja\0ne@example.com', /control/],
  ['ja\u00adne@example.com', /control/],
  ['jane@exam\0ple.com', /control/],
  ['jane@example.com\t', /control/],
  ['Jane <jane@example.com>', /more than an address|bracket/],
  ['jane@example.com, tom@example.com', /more than one @/],
  ['jane(home)@example.com', /brackets or comments/],
  ['"jane doe"@example.com', /quoted/],
  ['"jane\\\n"@example.com', /line break/],
  ['jürgen@example.com', /SMTPUTF8/],
  ['.jane@example.com', /dot/],
  ['jane.@example.com', /dot/],
  ['ja..ne@example.com', /dot/],
  ['jane@example..com', /host name/],
  ['jane@.example.com', /host name/],
  ['jane@example.com.', /host name/],
  ['jane@-example.com', /host name/],
  ['jane@example-.com', /host name/],
  ['jane@exa_mple.com', /host name/],
  ['jane@example.123', /host name/],
  ['jane@127.0.0.1', /host name/],
  ['jane@[127.0.0.1]', /brackets/],
  ['jane@☃.example', /international/],
  [`${'l'.repeat(65)}@example.com`, /64/],
  [`jane@${'d'.repeat(64)}.com`, /host name/],
  [`jane@${'d23.'.repeat(63)}com`, /253|254/],
  ['x'.repeat(100_000), /254/],
];

for (const [text, because] of refused) {
  test(`${JSON.stringify(text.slice(0, 60))} is refused with its reason`, () => {
    const result = parseEmailAddress(text);
    assert.ok('problem' in result, JSON.stringify(result));
    assert.match(result.problem, because);
  });
}

test('whatever is typed, an accepted address is printable ASCII on one line, and its key is its own key', () => {
  const pieces = fc.array(fc.constantFrom('a', 'B', '.', '@', 'ü', '\r', '\n', '\0', '\t', ' ', '"', '(', ')', '<', '-', 'xn--', 'com', '。', '\u2028', '\u0085', '1'), { maxLength: 14 });
  fc.assert(fc.property(fc.oneof(pieces.map((all) => all.join('')), pieces.map((all) => `a@${all.join('')}.com`)), (text) => {
    const result = parseEmailAddress(text);
    if ('problem' in result) return;
    assert.match(result.address, /^[\x21-\x7e]+$/);
    assert.deepEqual(parseEmailAddress(result.key), { address: result.key, key: result.key });
  }), { numRuns: 5000 });
});
