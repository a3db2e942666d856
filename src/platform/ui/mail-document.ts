// A mail's HTML comes from people and programs we do not trust. It is shown in a frame without
// scripts, forms, or an origin of its own; this policy is the second lock, inside the document.

/** Pictures may load; nothing else may leave or run. */
const POLICY = "default-src 'none'; img-src data: cid: http: https:; style-src 'unsafe-inline'; font-src data: https:; form-action 'none'; base-uri 'none'";

/** The document for a sandboxed frame's `srcdoc`. The policy stands first, before anything the mail says. */
export function mailDocument(html: string, options: { dark?: boolean; blockPictures?: boolean } = {}): string {
  const policy = options.blockPictures ? POLICY.replace('img-src data: cid: http: https:', 'img-src data:') : POLICY;
  const head = [
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="referrer" content="no-referrer">',
    '<base target="_blank">',
    `<meta name="color-scheme" content="${options.dark ? 'dark' : 'light'}">`,
    `<style>html{color-scheme:${options.dark ? 'dark' : 'light'}}body{overflow-wrap:anywhere}</style>`,
  ].join('');
  // A leading doctype of the mail's own would be dropped in the body; ours keeps standards mode.
  return `<!doctype html><html><head>${head}</head>${html.replace(/^\s*<!doctype[^>]*>/i, '')}</html>`;
}
