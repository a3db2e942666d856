import type { PageLook } from './page.ts';

const colour = /^#[0-9a-f]{6}$/i;

/** The pages' style sheet in a workspace's colours. A colour that is none falls back to ours. */
export function pageStyles({ accent, radius }: Pick<PageLook, 'accent' | 'radius'>): string {
  const main = colour.test(accent) ? accent : '#1d1d22';
  // In the dark a dark brand colour would be a hole: there, buttons are light unless the colour is bright enough.
  const dark = brightness(main) > 0.18 ? main : '#ececf0';
  const corner = Math.min(24, Math.max(0, Math.round(radius) || 0));
  return `:root{color-scheme:light dark;--accent:${main};--on:${inkOn(main)};--text:#1d1d22;--soft:#5c5c66;--page:#f4f4f6;--card:#fff;--line:#d9d9df;--field:#8b8b96;--bad:#b3261e;--good:#1f6f43;--r:${corner}px}
@media(prefers-color-scheme:dark){:root{--accent:${dark};--on:${inkOn(dark)};--text:#ececf0;--soft:#a9a9b4;--page:#131316;--card:#1b1b20;--line:#34343c;--field:#777783;--bad:#ff9a92;--good:#7fd6a4}}
*{box-sizing:border-box}body{font:16px/1.5 system-ui,sans-serif;margin:0;padding:3rem 1.25rem;color:var(--text);background:var(--page)}
main{max-width:30rem;margin:0 auto;padding:2rem;background:var(--card);border:1px solid var(--line);border-radius:calc(var(--r) + 2px)}main.wide{max-width:44rem}
footer{max-width:30rem;margin:1rem auto 0;color:var(--soft);font-size:.8125rem;white-space:pre-line;overflow-wrap:anywhere}
.logo{display:block;max-width:100%;height:auto;margin:0 0 1.25rem}
h1{font-size:1.375rem;line-height:1.3;margin:0 0 .75rem;overflow-wrap:anywhere}h2{font-size:1.0625rem;margin:2rem 0 .5rem}
p{margin:0 0 1rem;overflow-wrap:anywhere}a{color:inherit}.quiet{color:var(--soft);font-size:.875rem}.note{border-left:3px solid var(--good);padding:.25rem 0 .25rem .75rem}
.bad,.error{color:var(--bad)}.error{display:block;font-size:.875rem;margin-top:.25rem}
form{margin:0}label,legend{font-weight:600}fieldset{border:0;margin:0 0 1.25rem;padding:0;min-width:0}legend{padding:0;margin-bottom:.375rem}
.field{margin:0 0 1.125rem}.field>label{display:block;margin-bottom:.25rem}.field .quiet,.check .quiet{display:block;font-weight:400}.optional{font-weight:400;color:var(--soft)}
input:not([type=checkbox]):not([type=radio]),select{font:inherit;color:inherit;width:100%;min-height:2.75rem;padding:.5rem .75rem;background:var(--card);border:1px solid var(--field);border-radius:var(--r)}
[aria-invalid=true]{border-color:var(--bad)!important}
.check{display:grid;grid-template-columns:1.25rem 1fr;gap:.625rem;margin:0 0 .5rem;padding:.25rem 0}.check label{font-weight:400}.check input{width:1.125rem;height:1.125rem;margin:.2rem 0 0;accent-color:var(--accent)}
button,.button{display:inline-block;font:inherit;font-weight:600;min-height:2.75rem;padding:.5rem 1.125rem;border:1px solid transparent;border-radius:var(--r);background:var(--accent);color:var(--on);cursor:pointer;text-decoration:none}
button.plain,.button.plain{background:transparent;color:var(--text);border-color:var(--field)}button.grave{background:transparent;color:var(--bad);border-color:currentColor}
a:focus-visible,button:focus-visible,input:focus-visible,select:focus-visible{outline:3px solid #6b8cff;outline-offset:2px}
section{border-top:1px solid var(--line);margin-top:2rem}section>h2{margin-top:1.5rem}
dl{display:grid;grid-template-columns:minmax(7rem,auto) 1fr;gap:.375rem 1rem;margin:0 0 1rem}dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere}
table{border-collapse:collapse;width:100%;font-size:.875rem}th,td{text-align:left;vertical-align:top;padding:.375rem .75rem .375rem 0;border-bottom:1px solid var(--line);overflow-wrap:anywhere}th{color:var(--soft);font-weight:600}.scroll{overflow-x:auto}
.trap{position:absolute;left:-10000px;width:1px;height:1px;overflow:hidden}
@media(max-width:480px){body{padding:1.25rem .75rem}main{padding:1.25rem}dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:.625rem}}`;
}

/** Relative luminance of WCAG 2.2, 0 to 1. */
function brightness(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Black or white, whichever stands out more from `hex`: the better of the two has a contrast of 4.58 at least. */
export const inkOn = (hex: string): string => ((brightness(hex) + 0.05) / 0.05 > 1.05 / (brightness(hex) + 0.05) ? '#000000' : '#ffffff');
