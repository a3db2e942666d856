import { Output, type Template } from 'liquidjs';
import { canonicalPath } from '../sending-form.ts';
import type { MaskedText } from './mask-liquid.ts';
import { liquid, parseTemplate } from './engine.ts';

/** A variable that a template reads from outside. */
export interface VariableUse {
  /** The one spelling of its path. */
  path: string;
  /** Printed with nothing to fall back on: without a value there would be a hole in the text. */
  required: boolean;
  line: number;
}

/** One printed `{{ ... }}`, taken apart. */
export interface SimpleOutput {
  path: string;
  default: string | null;
}

const simple = /^\{\{-?\s*([a-z_][\w]*(?:\.[a-z_][\w]*)*)\s*(?:\|\s*default\s*:\s*(?:"([^"\\]*)"|'([^'\\]*)'|(-?\d+(?:\.\d+)?))\s*)?-?\}\}$/i;

/** Reads `{{ path }}` and `{{ path | default: "text" }}`; null for anything that needs Liquid itself. */
export function simpleOutput(source: string): SimpleOutput | null {
  const match = simple.exec(source);
  if (!match) return null;
  const path = match[1]!;
  if (reserved.has(path)) return null;
  return { path: canonicalPath(path), default: match[2] ?? match[3] ?? match[4] ?? null };
}

const reserved = new Set(['true', 'false', 'nil', 'null', 'blank', 'empty']);

/** Every variable that a template reads from outside; local ones (`assign`, `for`) are left out. */
export function usedVariables(templates: Template[]): { path: string; line: number }[] {
  const { globals } = liquid.analyzeSync(templates, { partials: false });
  return Object.values(globals).flat().flatMap(({ segments, location }) => {
    const names = segments.filter((segment): segment is string => typeof segment === 'string');
    // `a[b]`: which one is read is only known when it is filled.
    return names.length === 0 ? [] : [{ path: canonicalPath(names.join('.')), line: location.row }];
  });
}

const conditional = new Set(['if', 'unless', 'elsif', 'case', 'when', 'for', 'tablerow']);
const closing = new Set(['endif', 'endunless', 'endcase', 'endfor', 'endtablerow']);
const opening = new Set(['if', 'unless', 'case', 'for', 'tablerow']);

/**
 * The variables of a masked text and which of them are required: printed, without `default`, and
 * not asked about by a condition around them (whoever wrote `if` has thought of its absence).
 */
export function variablesOf(masked: MaskedText, templates: Template[]): VariableUse[] {
  const all = usedVariables(templates);
  const known = new Set(all.map((use) => use.path));
  const asked: string[][] = [];
  const required = new Set<string>();
  for (const piece of masked.pieces) {
    if (piece.kind === 'tag') {
      if (opening.has(piece.name)) asked.push([]);
      if (conditional.has(piece.name)) asked.at(-1)?.push(...pathsIn(piece.source));
      if (closing.has(piece.name)) asked.pop();
      continue;
    }
    const path = printedWithoutDefault(piece.source);
    if (path !== null && known.has(path) && !asked.flat().includes(path)) required.add(path);
  }
  const seen = new Set<string>();
  return all.flatMap((use) => {
    if (seen.has(use.path)) return [];
    seen.add(use.path);
    return [{ ...use, required: required.has(use.path) }];
  });
}

/** The path an output prints when no `default` filter catches its absence. */
function printedWithoutDefault(source: string): string | null {
  const parsed = parseTemplate(source);
  if ('fault' in parsed) return null;
  const [output] = parsed.templates;
  if (!(output instanceof Output) || output.value.filters.some((filter) => filter.name === 'default')) return null;
  return usedVariables([output])[0]?.path ?? null;
}

/** Words of a tag that may be paths: enough to know what a condition asks about. */
function pathsIn(source: string): string[] {
  return (source.replace(/"[^"]*"|'[^']*'/g, ' ').match(/[a-z_]\w*(?:\.[a-z_]\w*)*/gi) ?? []).map(canonicalPath);
}
