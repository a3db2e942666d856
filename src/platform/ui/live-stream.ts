// Server-sent events read through fetch: EventSource can send no header, and we name the workspace in one.

export interface ServerEvent {
  event: string;
  data: string;
  id: string | null;
}

/** Splits a text stream into events, per the HTML standard: lines of `field: value`, ended by an empty line. */
export async function* readEvents(chunks: AsyncIterable<string>): AsyncGenerator<ServerEvent> {
  let rest = '';
  let data: string[] = [];
  let event = '';
  let id: string | null = null;
  for await (const chunk of chunks) {
    rest += chunk;
    const lines = rest.split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (line === '') {
        if (data.length > 0) yield { event: event || 'message', data: data.join('\n'), id };
        data = [];
        event = '';
        continue;
      }
      const colon = line.indexOf(':');
      if (colon === 0) continue;
      const field = colon < 0 ? line : line.slice(0, colon);
      const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
      if (field === 'data') data.push(value);
      else if (field === 'event') event = value;
      else if (field === 'id') id = value;
    }
  }
}

/** How long to wait before the nth try again: 1, 2, 4 ... 30 seconds, spread so that tabs do not return in step. */
export function retryDelayMs(attempt: number, chance: number): number {
  return Math.round(Math.min(30_000, 1000 * 2 ** attempt) * (0.5 + chance / 2));
}
