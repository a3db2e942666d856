// Cells going out. A spreadsheet program runs a cell that begins with =, +, -, @, a tab or a line
// break as a formula (OWASP: CSV injection), so such a cell gets an apostrophe in front; coming
// back in, exactly that apostrophe is taken off again.

const startsFormula = /^'*[=+\-@\t\r\n＝＋－＠]/;

/** A text made harmless to spreadsheet programs. */
export const harmless = (text: string): string => (startsFormula.test(text) ? `'${text}` : text);

/** Takes back what `harmless` did; other apostrophes stay. */
export const asWritten = (text: string): string => (text.startsWith("'") && startsFormula.test(text) ? text.slice(1) : text);

/** One cell as RFC 4180 wants it. */
export const csvCell = (text: string): string => (/[",;\t|\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** One line of harmless cells, CRLF included. */
export const csvLine = (cells: readonly string[]): string => `${cells.map((cell) => csvCell(harmless(cell))).join(',')}\r\n`;
