import { isTrackable } from '../../../delivery/tracking/index.ts';
import { parseTemplate } from '../liquid/engine.ts';
import { isGlobalRoot } from '../liquid/known-variables.ts';
import { ownPages } from '../sending-form.ts';
import { splitMasked, unmask, type MaskedText } from '../liquid/mask-liquid.ts';
import { simpleOutput, usedVariables } from '../liquid/used-variables.ts';

/**
 * Where a link leads once its clicks are counted; null: it stays as it is. `local`: it reads a
 * variable that exists only inside a loop (or stands halfway inside a block), so it cannot be filled on its own.
 */
export function trackedTarget(address: string, masked: MaskedText): { target: string } | 'local' | null {
  const target = unmask(address, masked);
  if (target === address) return isTrackable(target) ? { target } : null;
  const pieces = splitMasked(address, masked).filter((part) => typeof part !== 'string');
  if (pieces.some(({ source }) => ownPages.has(simpleOutput(source)?.path ?? ''))) return null;
  const parsed = parseTemplate(target);
  if ('fault' in parsed || !usedVariables(parsed.templates).every(({ path }) => isGlobalRoot(path))) return 'local';
  return { target };
}
