// Fields and editors know LF alone. Text of another program keeps its own: it is shown with LF, and given back as it came.

/** As a field shows it. */
export const shownText = (text: string): string => text.replace(/\r\n?/g, '\n');

/** What was written in a field, with the line ends of the text that stood there before: CRLF where that had it throughout. */
export const writtenText = (shown: string, before: string): string => (before.includes('\r\n') && !/(^|[^\r])\n/.test(before) ? shown.replaceAll('\n', '\r\n') : shown);
