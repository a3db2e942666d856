import { crc32 } from 'node:zlib';
import type { Hit } from '../taking/hit.ts';

// A spooled hit is one line: the checksum of its JSON, a blank, the JSON. What a power cut leaves
// of a line does not fit its checksum, so it is known for what it is.

export const hitLine = (hit: Hit): string => {
  const json = JSON.stringify(hit);
  return `${checksum(json)} ${json}\n`;
};

/** The hits of a spool file, and how many lines were damaged. A last line without its end was never acknowledged and counts as neither. */
export function readHitLines(text: string): { hits: Hit[]; damaged: number } {
  const lines = text.split('\n');
  const torn = lines.pop()!;
  const hits = lines.flatMap((line) => readHitLine(line) ?? []);
  const whole = readHitLine(torn);
  if (whole) hits.push(whole);
  return { hits, damaged: lines.filter((line) => line !== '').length - (whole ? hits.length - 1 : hits.length) };
}

function readHitLine(line: string): Hit | null {
  const [, sum, json] = /^([0-9a-f]{8}) (\{.*\})$/.exec(line) ?? [];
  return json !== undefined && checksum(json) === sum ? (JSON.parse(json) as Hit) : null;
}

const checksum = (json: string): string => crc32(json).toString(16).padStart(8, '0');
