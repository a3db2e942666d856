import { isLeftOpen } from '../../markup/is-left-open.ts';

/**
 * A block of HTML as it stands, but for tags of MJML, which could end the element it is put into: those show as text.
 * HTML that would swallow the rest of the mail is left out; a finding says so.
 */
export const rawHtml = (html: string): string => (isLeftOpen(html) ? '' : html.replace(/<(?=\/?mj)/gi, '&lt;'));
