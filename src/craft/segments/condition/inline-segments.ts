import type { Condition } from './condition.ts';
import type { ConditionWorld } from './world.ts';

/** The condition without other segments: what they say now stands in it. Find flaws first: a circle would have no end. */
export function inlineSegments(condition: Condition, segments: ConditionWorld['segments']): Condition {
  if ('all' in condition) return { all: condition.all.map((part) => inlineSegments(part, segments)) };
  if ('any' in condition) return { any: condition.any.map((part) => inlineSegments(part, segments)) };
  if ('not' in condition) return { not: inlineSegments(condition.not, segments) };
  if (condition.rule !== 'segment') return condition;
  const inner = inlineSegments(segments.get(condition.id)!.condition, segments);
  return condition.op === 'in' ? inner : { not: inner };
}
