// Stands in for zod in the browser's build (vite.config.ts). There a contract is an address and a
// type, and the server alone validates; the library would be 45 of the first load's 165 kB (gzip,
// 2026-11-23). A schema answers whatever is built from it, and refuses to be used.

const uses = new Set(['parse', 'safeParse', 'parseAsync', 'safeParseAsync', 'decode', 'encode', 'spa']);

const refuse = (): never => {
  throw new Error('Schemas are not part of the web app: the server validates.');
};

function schema(options?: readonly unknown[]): unknown {
  // An arrow, so that spreading a schema's shape yields nothing.
  const any = new Proxy(() => {}, {
    get(_, name): unknown {
      if (typeof name === 'symbol' || name === 'then' || name === 'toJSON') return undefined;
      if (name === 'options' && options) return options;
      if (name === 'enum') return (values: readonly unknown[]) => schema(values);
      return uses.has(name) ? refuse : any;
    },
    apply: (): unknown => any,
  });
  return any;
}

export const z = schema();
