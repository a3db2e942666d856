// Makes an input that a contract accepts, from its JSON schema: for tests that call every route.

type JsonSchema = { [key: string]: unknown };

/** Answers what to put where a name ends in `Id` or `Ids`; undefined for no idea. */
export type IdOf = (name: string) => number | undefined;

/** A value that fits `schema`; `name` is the field it stands in. */
export function sampleOf(schema: JsonSchema, idOf: IdOf, name = ''): unknown {
  if ('const' in schema) return schema['const'];
  if ('default' in schema && !/Ids?$/.test(name)) return schema['default'];
  if (Array.isArray(schema['enum'])) return schema['enum'][0];
  const either = (schema['anyOf'] ?? schema['oneOf'] ?? schema['allOf']) as JsonSchema[] | undefined;
  if (either) return sampleOf(either.find((one) => one['type'] !== 'null') ?? either[0]!, idOf, name);
  const type = Array.isArray(schema['type']) ? schema['type'].find((one) => one !== 'null') : schema['type'];
  switch (type) {
    case 'object': return objectOf(schema, idOf);
    case 'array': return [sampleOf((schema['items'] as JsonSchema | undefined) ?? {}, idOf, name)];
    case 'integer':
    case 'number': return idOf(name) ?? (name.startsWith('until') ? 2 : undefined) ?? Math.max(1, Number(schema['minimum'] ?? 1));
    case 'boolean': return true;
    case 'string': return textOf(schema, name);
    default: return 'sample';
  }
}

function objectOf(schema: JsonSchema, idOf: IdOf): Record<string, unknown> {
  const properties = (schema['properties'] ?? {}) as Record<string, JsonSchema>;
  return Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, sampleOf(value, idOf, key)]));
}

const formats: Record<string, string> = {
  email: 'sample@sample.example', 'date-time': '2026-12-24T09:00:00.000Z', date: '2026-12-24', uri: 'https://sample.example/', uuid: '00000000-0000-4000-8000-000000000000', ipv4: '192.0.2.1',
};

function textOf(schema: JsonSchema, name: string): string {
  const format = formats[String(schema['format'])];
  if (format) return format;
  if (/zone/i.test(name)) return 'UTC';
  if (name === 'language') return 'en';
  if (name === 'code') return '123456';
  if (name === 'local') return '2026-12-24T09:00';
  if (/email|address/i.test(name)) return 'sample@sample.example';
  if (/domain|host/i.test(name)) return 'sample.example';
  if (/url/i.test(name)) return 'https://sample.example/';
  return 'sample'.padEnd(Number(schema['minLength'] ?? 0), 'x').slice(0, Number(schema['maxLength'] ?? 200));
}
