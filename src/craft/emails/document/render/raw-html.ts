/** A block of HTML as it stands, but for tags of MJML, which could end the element it is put into; those show as text. */
export const rawHtml = (html: string): string => html.replace(/<(?=\/?mj)/gi, '&lt;');
