import { t } from '../../../platform/words/contract.ts';

// What a link is, by its address alone: tracked, left as it is, or something nobody could follow.

export type LinkJudgement =
  | { kind: 'web'; target: string; problem: LinkProblem | null }
  /** `mailto:`, `tel:`, `#anchor`: nothing of ours. */
  | { kind: 'other' }
  | { kind: 'script' };

export interface LinkProblem {
  level: 'error' | 'warning';
  code: string;
  message: string;
}

/**
 * Judges a decoded `href`. `mark` is what masked variables in it begin with; then only what stands fixed is judged.
 * The target is the address as browsers take it: without white space around it and without line breaks.
 */
export function judgeLink(href: string, mark?: string): LinkJudgement {
  const hasVariables = mark !== undefined && href.includes(mark);
  // As the URL standard does; a line break would end up in a redirect's header.
  const target = href.replace(/[\t\r\n]/g, '').replace(/^[\0- ]+|[\0- ]+$/g, '');
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(target)?.[1]?.toLowerCase();
  if (scheme !== undefined && ['javascript', 'vbscript', 'data', 'file'].includes(scheme)) return { kind: 'script' };
  if (target === '') return web(target, 'error', 'link_empty', t('This link leads nowhere: its address is empty.'));
  if (target.startsWith('#')) return { kind: 'other' };
  const isFixed = scheme !== undefined && !(hasVariables && scheme.includes(mark));
  if (isFixed && scheme !== 'http' && scheme !== 'https') return { kind: 'other' };
  if (!/^https?:/i.test(target)) {
    if (hasVariables) return { kind: 'web', target, problem: null };
    return web(target, 'error', 'link_relative', t('{target} is not a whole address. Begin it with https://.', { target: show(target) }));
  }
  if (hasVariables) return { kind: 'web', target, problem: null };
  return { kind: 'web', target, problem: problemOf(target) };
}

function problemOf(target: string): LinkProblem | null {
  const error = (code: string, message: string): LinkProblem => ({ level: 'error', code, message });
  const warning = (code: string, message: string): LinkProblem => ({ level: 'warning', code, message });
  if (!/^https?:\/\//i.test(target) || !URL.canParse(target)) return error('link_broken', t('{target} cannot be read as an address.', { target: show(target) }));
  const { hostname, protocol } = new URL(target);
  if (/\s/.test(target)) return error('link_spaces', t('{target} has a space in it. Write %20 instead.', { target: show(target) }));
  if (isOwnMachine(hostname)) return warning('link_local', t('{target} works on this machine alone.', { target: show(target) }));
  if (!hostname.includes('.') && !hostname.startsWith('[')) return error('link_host', t('{target} names a host that no reader can find: {hostname} has no dot.', { target: show(target), hostname }));
  return protocol === 'http:' ? warning('link_insecure', t('{target} is not encrypted; https:// is what readers’ programs trust.', { target: show(target) })) : null;
}

function isOwnMachine(hostname: string): boolean {
  return hostname === 'localhost' || hostname.endsWith('.localhost') || /^127\./.test(hostname) || hostname === '[::1]' || hostname === '0.0.0.0';
}

function web(target: string, level: LinkProblem['level'], code: string, message: string): LinkJudgement {
  return { kind: 'web', target, problem: { level, code, message } };
}

const show = (target: string) => (target.length > 100 ? `${target.slice(0, 97)}...` : target);
