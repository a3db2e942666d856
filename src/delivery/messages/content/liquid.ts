import { Liquid, type Template } from 'liquidjs';
import { keep } from '../../../platform/words/contract.ts';
import { liquidOperators } from './liquid-operators.ts';

// Liquid in an email is written by people and runs in the sender, so it runs on a short leash:
// no files, no partials, own properties only, and limits on its length, time, memory and output.

const parseLimit = 200_000; // characters
const renderLimitMs = 100;
const memoryLimit = 200_000; // LiquidJS's own unit: characters and array items made
const outputLimit = 500_000; // characters

/** A template that cannot be read or filled; the message is LiquidJS's own or a kept sentence. `exhausted` when it ran into a limit: then it would for others, too. */
export class LiquidProblem extends Error {
  readonly exhausted: boolean;

  constructor(message: string, exhausted: boolean) {
    super(message);
    this.name = 'LiquidProblem';
    this.exhausted = exhausted;
  }
}

function createEngine(escape: 'html' | 'none'): Liquid {
  const liquid = new Liquid({
    parseLimit,
    renderLimit: renderLimitMs,
    memoryLimit,
    operators: liquidOperators,
    strictFilters: true,
    ownPropertyOnly: true,
    relativeReference: false,
    dynamicPartials: false,
    templates: {},
    cache: false,
    ...(escape === 'html' ? { outputEscape: 'escape' as const } : {}),
  });
  for (const tag of ['include', 'render', 'layout', 'block']) delete liquid.tags[tag];
  return liquid;
}

const engines = { html: createEngine('html'), none: createEngine('none') };

/** Reads a template once; throws a LiquidProblem with the line and column. The answer fills it for one scope. */
export function parseLiquid(text: string, escape: 'html' | 'none'): (scope: Record<string, unknown>) => string {
  const engine = engines[escape];
  let templates: Template[];
  try {
    templates = engine.parse(text);
  } catch (error) {
    throw asProblem(error);
  }
  return (scope) => {
    let output: unknown;
    try {
      output = engine.renderSync(templates, scope);
    } catch (error) {
      throw asProblem(error);
    }
    if (typeof output !== 'string') return '';
    if (output.length > outputLimit) throw new LiquidProblem(keep('the template made more than {most} characters', { most: outputLimit }), true);
    return output;
  };
}

function asProblem(error: unknown): LiquidProblem {
  const message = error instanceof Error ? error.message.split('\n')[0]! : String(error);
  return new LiquidProblem(message, /limit exceeded/.test(message) || error instanceof RangeError);
}
