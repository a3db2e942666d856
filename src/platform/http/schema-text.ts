import type { JsonSchema } from './openapi.ts';

const maxDepth = 6;

/** A JSON schema as a person reads a type: `{ name: string, team: "sales" | "marketing", next: string | null }`. */
export function schemaText(schema: JsonSchema, indent = ''): string {
  if (indent.length / 2 > maxDepth) return '…';
  if ('const' in schema) return JSON.stringify(schema['const']);
  if (Array.isArray(schema['enum'])) return schema['enum'].map((value) => JSON.stringify(value)).join(' | ');
  const either = (schema['anyOf'] ?? schema['oneOf']) as JsonSchema[] | undefined;
  if (either) return either.map((one) => schemaText(one, indent)).join(' | ');
  const all = schema['allOf'] as JsonSchema[] | undefined;
  if (all) return all.map((one) => schemaText(one, indent)).join(' & ');
  if (Array.isArray(schema['type'])) return schema['type'].join(' | ');
  switch (schema['type']) {
    case 'object': return objectText(schema, indent);
    case 'array': return arrayText(schema, indent);
    case 'string': return schema['format'] === 'date-time' ? 'time' : schema['format'] === 'email' ? 'email' : 'string';
    case 'integer': return 'integer';
    case undefined: return typeof schema['title'] === 'string' ? schema['title'] : 'anything';
    default: return String(schema['type']);
  }
}

function arrayText(schema: JsonSchema, indent: string): string {
  const item = schemaText((schema['items'] as JsonSchema | undefined) ?? {}, indent);
  return item.includes('|') && !item.startsWith('{') ? `(${item})[]` : `${item}[]`;
}

function objectText(schema: JsonSchema, indent: string): string {
  const properties = Object.entries((schema['properties'] ?? {}) as Record<string, JsonSchema>);
  const values = schema['additionalProperties'];
  if (properties.length === 0) return typeof values === 'object' && values !== null ? `{ [key]: ${schemaText(values as JsonSchema, `${indent}  `)} }` : '{}';
  const required = new Set((schema['required'] as string[] | undefined) ?? []);
  const inner = `${indent}  `;
  const lines = properties.map(([name, one]) => `${inner}${name}${required.has(name) ? '' : '?'}: ${schemaText(one, inner)}${limits(one)}`);
  return `{\n${lines.join('\n')}\n${indent}}`;
}

/** What else a value must keep to, as a remark at the line's end. */
function limits(schema: JsonSchema): string {
  const parts: string[] = [];
  const { minLength, maxLength, minimum, exclusiveMinimum, maximum, default: otherwise } = schema;
  if (minLength !== undefined && maxLength !== undefined) parts.push(`${String(minLength)} to ${String(maxLength)} characters`);
  else if (maxLength !== undefined) parts.push(`at most ${String(maxLength)} characters`);
  else if (minLength !== undefined) parts.push(`at least ${String(minLength)} characters`);
  const lowest = minimum ?? exclusiveMinimum;
  const highest = maximum === Number.MAX_SAFE_INTEGER ? undefined : maximum;
  if (typeof lowest === 'number' && lowest !== Number.MIN_SAFE_INTEGER && highest !== undefined) parts.push(`${lowest} to ${String(highest)}`);
  if (otherwise !== undefined) parts.push(`${JSON.stringify(otherwise)} unless said`);
  return parts.length > 0 ? `  // ${parts.join(', ')}` : '';
}
