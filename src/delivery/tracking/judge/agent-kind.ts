import { isbot } from 'isbot';
import { imageProxies, mailPrograms, otherRobots, securityScanners } from './agent-rules.ts';

/** What an agent says of itself. `name` belongs to a proxy and to a scanner. */
export type AgentKind =
  | { kind: 'ordinary' }
  | { kind: 'mail-program' }
  | { kind: 'image-proxy'; name: string }
  | { kind: 'scanner'; name: string }
  | { kind: 'robot' }
  | { kind: 'bare' } // exactly Mozilla/5.0
  | { kind: 'empty' };

const known = new Map<string, AgentKind>();
const knownAtMost = 5000;

/** Classifies one user agent by the lists of agent-rules.ts. Pure; answers are remembered, since a mail's readers use few. */
export function agentKind(agent: string | null): AgentKind {
  const text = agent?.trim() ?? '';
  const seen = known.get(text);
  if (seen) return seen;
  const kind = classify(text);
  if (known.size >= knownAtMost) known.clear();
  known.set(text, kind);
  return kind;
}

function classify(agent: string): AgentKind {
  if (agent === '' || agent === '-') return { kind: 'empty' };
  if (agent === 'Mozilla/5.0') return { kind: 'bare' };
  const proxy = imageProxies.find((rule) => rule.pattern.test(agent));
  if (proxy) return { kind: 'image-proxy', name: proxy.name };
  const scanner = securityScanners.find((rule) => rule.pattern.test(agent));
  if (scanner) return { kind: 'scanner', name: scanner.name };
  if (otherRobots.some((pattern) => pattern.test(agent))) return { kind: 'robot' };
  if (mailPrograms.some((pattern) => pattern.test(agent)) && !namesItselfRobot.test(agent)) return { kind: 'mail-program' };
  return isbot(agent) ? { kind: 'robot' } : { kind: 'ordinary' };
}

const namesItselfRobot = /bot\b|bot\/|crawl|spider|https?:\/\//i;
