import type { Finding } from '../contract.ts';

export type { Finding } from '../contract.ts';

/** Makes a finding about a part of an email. */
export function finding(level: Finding['level'], code: string, where: Finding['where'], message: string, line: number | null = null, column: number | null = null): Finding {
  return { level, code, message, where, line, column, block: null };
}

/** Whether any of them keeps the email from being sent. */
export const hasErrors = (findings: readonly Finding[]): boolean => findings.some(({ level }) => level === 'error');
