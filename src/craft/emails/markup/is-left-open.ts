import { scanHtml } from './scan-html.ts';

/** Whether a piece of HTML ends within a comment, a tag or a style, so that what stands behind it would not be read as markup. */
export function isLeftOpen(html: string): boolean {
  const last = scanHtml(`${html}<kindred-end>`).tags.at(-1);
  return last?.name !== 'kindred-end' || last.conditional;
}
