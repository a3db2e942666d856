import { escapeHtml, liquidScope, parseLiquid, readValue, type CompiledLink, type Part, type PersonalValues } from '../sending-form.ts';

/** Fills parts for one reader as sending does, but with links that lead straight to their targets and without a pixel. */
export function fillParts(parts: readonly Part[], links: readonly CompiledLink[], values: PersonalValues, where: 'html' | 'text'): string {
  const scope = liquidScope(values);
  const escape = where === 'html' ? escapeHtml : (text: string) => text;
  const addresses = links.map(({ target }) => parseLiquid(target, 'none')(scope));
  return parts.map((part) => {
    if (typeof part === 'string') return part;
    if ('value' in part) {
      const value = readValue(values, part.value) ?? part.default ?? '';
      return part.escape === 'html' ? escapeHtml(value) : value;
    }
    if ('liquid' in part) return parseLiquid(part.liquid, part.escape)({ ...scope, kindred: { links: addresses } });
    if ('link' in part) return escape(addresses[part.link] ?? '');
    return 'unsubscribe' in part ? escape(values.unsubscribe_url) : '';
  }).join('');
}
