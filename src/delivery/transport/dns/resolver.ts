import { Resolver } from 'node:dns/promises';

/** What asking DNS needs; tests answer from a table. */
export interface DnsResolver {
  /** TXT records, each joined to one text; empty when there are none. Throws DnsFailure when DNS gives no answer. */
  txt(name: string): Promise<string[]>;
}

/** DNS did not answer: not the same as answering that there is nothing. */
export class DnsFailure extends Error {
  /** What was asked for. */
  readonly asked: string;
  readonly code: string;

  constructor(asked: string, code: string) {
    super(`no answer from DNS for ${asked} (${code})`);
    this.name = 'DnsFailure';
    this.asked = asked;
    this.code = code;
  }
}

const none = new Set(['ENOTFOUND', 'ENODATA', 'NXDOMAIN']);

export function systemResolver(timeoutMs = 5000): DnsResolver {
  const resolver = new Resolver({ timeout: timeoutMs, tries: 2 });
  return {
    async txt(name) {
      try {
        return (await resolver.resolveTxt(name)).map((chunks) => chunks.join(''));
      } catch (error) {
        const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
        if (none.has(code)) return [];
        throw new DnsFailure(name, code);
      }
    },
  };
}
