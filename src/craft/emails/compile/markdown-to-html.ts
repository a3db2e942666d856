import MarkdownIt from 'markdown-it';
import type { MaskedText } from '../liquid/mask-liquid.ts';

const markdown = new MarkdownIt({ html: false, linkify: true, typographer: false });

/** Turns Markdown into a whole, plain, responsive document. HTML in it stands as text. */
export function markdownToHtml(masked: MaskedText): string {
  const tags = `(?:${masked.mark}\\d+z\\s*)+`;
  const body = markdown.render(masked.text)
    // A line with Liquid tags alone is no paragraph.
    .replace(new RegExp(`<p>(${tags})</p>`, 'g'), (whole, pieces: string) => (onlyTags(pieces, masked) ? pieces.trim() : whole));
  return frame(body.trimEnd());
}

function onlyTags(words: string, masked: MaskedText): boolean {
  return [...words.matchAll(new RegExp(`${masked.mark}(\\d+)z`, 'g'))].every(([, index]) => masked.pieces[Number(index)]?.kind === 'tag');
}

// One column of 600 px at most; Outlook for Windows knows no max-width and gets a table.
function frame(body: string): string {
  return `<!doctype html>
<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title></title>
<style>
body { margin: 0; padding: 0; background: #ffffff; color: #1c1f23; -webkit-text-size-adjust: 100%; }
.sheet { max-width: 600px; margin: 0 auto; padding: 24px; font: 16px/1.6 -apple-system, "Segoe UI", Helvetica, Arial, sans-serif; }
.sheet h1, .sheet h2, .sheet h3 { line-height: 1.3; margin: 1.4em 0 .5em; }
.sheet h1 { font-size: 26px; } .sheet h2 { font-size: 21px; } .sheet h3 { font-size: 17px; }
.sheet p, .sheet ul, .sheet ol, .sheet blockquote, .sheet pre, .sheet table { margin: 0 0 1em; }
.sheet a { color: #0b57a4; }
.sheet img { max-width: 100%; height: auto; border: 0; }
.sheet blockquote { padding-left: 16px; border-left: 3px solid #c9ced6; }
.sheet hr { border: 0; border-top: 1px solid #c9ced6; margin: 24px 0; }
.sheet pre { overflow-x: auto; font-size: 14px; }
.sheet th, .sheet td { padding: 4px 12px 4px 0; text-align: left; vertical-align: top; }
@media (prefers-color-scheme: dark) {
  body { background: #16181b; color: #e7e9ec; }
  .sheet a { color: #8ab8f0; }
  .sheet blockquote { border-color: #4a5058; }
  .sheet hr { border-color: #4a5058; }
}
</style>
</head>
<body>
<!--[if mso]><table role="presentation" width="600" align="center" cellpadding="0" cellspacing="0"><tr><td><![endif]-->
<div class="sheet">
${body}
</div>
<!--[if mso]></td></tr></table><![endif]-->
</body>
</html>
`;
}
