/** `DTSTART;TZID=Europe/Berlin:20261201T100000` taken apart; names in upper case. */
export interface ContentLine {
  name: string;
  parameters: ReadonlyMap<string, string>;
  value: string;
}

const linesAtMost = 5000;

/** The content lines of an iCalendar text (RFC 5545, 3.1), folded ones joined; what is no line is passed over. */
export function readContentLines(text: string): ContentLine[] {
  return text.slice(0, 300_000).replace(/\r\n?/g, '\n').replace(/\n[ \t]/g, '').split('\n').slice(0, linesAtMost).flatMap((line) => {
    const head = /^([A-Za-z0-9-]{1,60})((?:;[A-Za-z0-9-]{1,60}=(?:"[^"]{0,1000}"|[^":;]{0,1000})){0,30}):/.exec(line);
    if (!head) return [];
    const parameters = new Map([...head[2]!.matchAll(/;([A-Za-z0-9-]+)=(?:"([^"]*)"|([^":;]*))/g)].map(([, name, quoted, plain]) => [name!.toUpperCase(), quoted ?? plain ?? '']));
    return [{ name: head[1]!.toUpperCase(), parameters, value: line.slice(head[0].length, head[0].length + 2000) }];
  });
}
