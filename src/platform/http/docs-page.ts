import type { OpenApiDocument, Operation, Parameter } from './openapi.ts';
import { schemaText } from './schema-text.ts';

// The API's documentation as one page without a script: it works offline and under our own policy.

/** Renders the document; everything in it is escaped. `font` is the address of Inter, as data. */
export function docsPage(document: OpenApiDocument, font = ''): string {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ path, method, operation })));
  const sections = document.tags.map(({ name }) => ({ name, operations: operations.filter(({ operation }) => operation.tags.includes(name)) }));
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Kindred API</title><style>${font && `@font-face{font-family:Inter;src:url(${font}) format("woff2");font-weight:100 900}`}${style}</style></head>
<body><nav aria-label="Calls"><p class="brand">Kindred API</p>${sections.map(navSection).join('')}</nav>
<main><h1>API</h1><p class="under">Version ${escape(document.info.version)}. The same as a document for programs: <a href="/api/openapi.json">openapi.json</a></p>
${document.info.description.split('\n\n').map((text) => `<p>${escape(text)}</p>`).join('\n')}
<pre tabindex="0">curl ${'$'}BASE_URL/api/v1/me -H "Authorization: Bearer ${'$'}KINDRED_KEY"</pre>
${sections.map(section).join('\n')}</main></body></html>`;
}

interface Call {
  path: string;
  method: string;
  operation: Operation;
}
interface Section {
  name: string;
  operations: Call[];
}

const slug = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');

function navSection({ name, operations }: Section): string {
  const lines = operations.map(({ operation, method }) => `<li><a href="#${operation.operationId}"><b>${method.toUpperCase()}</b> ${escape(operation.summary)}</a></li>`);
  return `<details><summary>${escape(name)}</summary><ul>${lines.join('')}</ul></details>`;
}

function section({ name, operations }: Section): string {
  return `<section aria-labelledby="${slug(name)}"><h2 id="${slug(name)}">${escape(name)}</h2>${operations.map(call).join('\n')}</section>`;
}

function call({ path, method, operation }: Call): string {
  const body = operation.requestBody?.content ?? {};
  const answer = (operation.responses['200'] as { content?: Record<string, { schema?: object }>; description: string }).content ?? {};
  return `<article id="${operation.operationId}"><h3>${escape(operation.summary)}</h3>
<p class="line"><b>${method.toUpperCase()}</b> <code>/api/v1${escape(path)}</code> <span class="who">${escape(who(operation))}</span></p>
${parameters(operation.summary, operation.parameters.filter((one) => one.in !== 'header' || one.name === 'X-Filename'))}
${Object.entries(body).map(([type, { schema }]) => shape(`Body, ${type}`, schema)).join('')}
${Object.entries(answer).map(([type, { schema }]) => (schema ? shape('Answer', schema) : `<p class="small">Answers ${type === '*/*' ? 'a file or a stream of events' : escape(type)}.</p>`)).join('')}</article>`;
}

function who(operation: Operation): string {
  const scope = operation['x-scope'];
  if (scope === undefined) return 'open to anybody';
  return scope === null ? 'in person only' : `scope ${scope}`;
}

function parameters(of: string, list: Parameter[]): string {
  if (list.length === 0) return '';
  const rows = list.map((one) => `<tr><td><code>${escape(one.name)}</code></td><td>${one.in}${one.required ? '' : ', optional'}</td><td>${escape(schemaText(one.schema))}</td><td>${escape(one.description ?? '')}</td></tr>`);
  return `<div class="wide" tabindex="0" role="group" aria-label="Parameters: ${escape(of)}"><table><thead><tr><th scope="col">Parameter</th><th scope="col">In</th><th scope="col">Type</th><th scope="col">About</th></tr></thead><tbody>${rows.join('')}</tbody></table></div>`;
}

function shape(title: string, schema: object): string {
  return `<p class="small">${escape(title)}</p><pre tabindex="0">${escape(schemaText(schema as Record<string, unknown>))}</pre>`;
}

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');

// The tokens' values, for a page that stands alone.
const style = `
:root{color-scheme:light dark;--ground:light-dark(#f6f6f4,#0c0d0f);--surface:light-dark(#fff,#131417);--line:light-dark(#e7e7e4,#24272c);--ink:light-dark(#18191b,#ededef);--ink-2:light-dark(#46494e,#b7bac0)}
*{box-sizing:border-box}
body{margin:0;display:grid;grid-template-columns:280px minmax(0,1fr);background:var(--ground);color:var(--ink);font:430 13px/1.5 Inter,system-ui,sans-serif}
nav{position:sticky;top:0;height:100vh;overflow:auto;padding:16px;border-right:1px solid var(--line)}
main{padding:24px 40px 40px;max-width:980px}
h1{font-size:20px;font-weight:620;margin:0 0 4px}h2{font-size:15px;font-weight:620;margin:40px 0 8px}h3{font-size:13px;font-weight:620;margin:0}
.brand{font-weight:620;margin:0 0 12px}.under,.small,.who{color:var(--ink-2)}.small{margin:12px 0 4px;font-size:12px}
article{background:var(--surface);border:1px solid var(--line);border-radius:6px;padding:12px 16px;margin:8px 0;scroll-margin-top:12px}article:target{border-color:var(--ink)}
.line{margin:4px 0 0;overflow-wrap:anywhere}body{overflow-wrap:break-word}.who{margin-left:8px;font-size:12px}
a{color:inherit}nav a{display:block;padding:3px 0;text-decoration:none;color:var(--ink-2)}nav a:hover{color:var(--ink);text-decoration:underline}nav b{font-size:11px;font-weight:620}
ul{list-style:none;margin:0;padding:0 0 8px 12px}summary{padding:4px 0;font-weight:540;cursor:pointer}
:focus-visible{outline:2px solid var(--ink);outline-offset:2px}
code,pre{font:12px/1.5 ui-monospace,"SF Mono",Menlo,Consolas,monospace}pre{overflow:auto;margin:0;padding:8px 12px;background:var(--ground);border-radius:4px}
.wide{overflow:auto}table{border-collapse:collapse;width:100%;margin-top:12px}th,td{text-align:left;padding:4px 12px 4px 0;border-bottom:1px solid var(--line);vertical-align:top;white-space:pre-wrap}th{font-weight:540;color:var(--ink-2);font-size:12px}
@media(max-width:760px){body{display:block}nav{position:static;height:auto;border-right:0;border-bottom:1px solid var(--line)}nav details:not([open]) ul{display:none}main{padding:16px}}
`;
