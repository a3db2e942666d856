import { Liquid, LiquidError, type Template } from 'liquidjs';
import { liquidOperators } from '../sending-form.ts';
import { t } from '../../../platform/words/contract.ts';

// Reads templates to judge them while an email is written. What fills them when it is sent stands in
// delivery/messages, and compiling runs that one over the result: this engine only answers questions.

/** A fault in a template, with its place in the text it was read from; line and column count from 1. */
export interface LiquidFault {
  message: string;
  line: number;
  column: number;
}

export const liquid = new Liquid({
  operators: liquidOperators,
  strictFilters: true, ownPropertyOnly: true, relativeReference: false, dynamicPartials: false, templates: {}, cache: false,
  // A whole body takes longer than the pieces of it that are sent as Liquid: those are tried under sending's own limits.
  parseLimit: 1_100_000, renderLimit: 1000, memoryLimit: 200_000,
});
// These read other templates; an email has none.
for (const tag of ['include', 'render', 'layout', 'block']) delete liquid.tags[tag];

/** More than any mail needs, and few enough to look at each. */
const piecesAtMost = 5000;

/** Parses a template, or says what is wrong with it and where. */
export function parseTemplate(text: string): { templates: Template[] } | { fault: LiquidFault } {
  if ((text.match(/\{[{%]/g)?.length ?? 0) > piecesAtMost) return { fault: { message: t('there are more than {most} variables and tags', { most: piecesAtMost }), line: 1, column: 1 } };
  try {
    return { templates: liquid.parse(text) };
  } catch (error) {
    return { fault: faultOf(error) };
  }
}

/** Makes a LiquidJS error into a fault: its own words, the tag it is about, and the place. */
export function faultOf(error: unknown): LiquidFault {
  const first = (error instanceof Error ? error.message : String(error)).split('\n')[0]!.replace(/, line:\d+, col:\d+$/, '');
  if (!LiquidError.is(error)) return { message: first, line: 1, column: 1 };
  const [line = 1, column = 1] = error.token.getPosition();
  const tag = error.token.getText();
  const named = tag.length < 200 && !first.includes(tag) && tag.startsWith('{') ? t('{problem}, at {tag}', { problem: first, tag }) : first;
  return { message: named, line, column };
}

/** Fills a template for one reader to see whether it fails or never ends. */
export function tryTemplate(templates: Template[], scope: object): LiquidFault | null {
  try {
    liquid.renderSync(templates, scope);
    return null;
  } catch (error) {
    return faultOf(error);
  }
}
