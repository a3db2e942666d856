import type { Draft } from '../contract.ts';
import { compareBlocks, type BlockChange } from './compare/compare-blocks.ts';
import { compareLines, type LineChange } from './compare/compare-lines.ts';
import { wordRuns, type Run } from './compare/text-runs.ts';
import type { EmailDocument } from './document.ts';
import { judgeDocument } from './read-document.ts';

/** What changed from one version of an email to another. */
export interface DraftComparison {
  /** Nothing at all. */
  same: boolean;
  subject: Run[];
  preheader: Run[];
  /** Null: it is written as before. */
  bodyKind: { before: Draft['bodyKind']; after: Draft['bodyKind'] } | null;
  /** Of two documents, when their look changed. */
  look: { before: string; after: string } | null;
  /** Block by block for two documents that can be read, else line by line. */
  body: { by: 'block'; changes: BlockChange[] } | { by: 'line'; changes: LineChange[] };
  /** Of a text alternative written by hand; null where neither version has one. */
  text: LineChange[] | null;
}

type Compared = Pick<Draft, 'subject' | 'preheader' | 'bodyKind' | 'body' | 'textBody'>;

/** A document as JSON text; null when it cannot be read. */
type Read = (json: string) => EmailDocument | null;

const judged: Read = (json) => {
  const answer = judgeDocument(json);
  return 'document' in answer ? answer.document : null;
};

/**
 * Compares two drafts. Pure, for server and browser; bounded for texts that have nothing in common.
 * @param read how documents are read; the browser brings its own, since schemas are not part of the web app
 */
export function compareDrafts(before: Compared, after: Compared, read: Read = judged): DraftComparison {
  const [earlier, later] = [before, after].map(({ bodyKind, body }) => (bodyKind === 'visual' ? read(body) : null));
  return {
    same: before.subject === after.subject && before.preheader === after.preheader && before.bodyKind === after.bodyKind && before.body === after.body && before.textBody === after.textBody,
    subject: wordRuns(before.subject, after.subject),
    preheader: wordRuns(before.preheader, after.preheader),
    bodyKind: before.bodyKind === after.bodyKind ? null : { before: before.bodyKind, after: after.bodyKind },
    look: earlier && later && earlier.look !== later.look ? { before: earlier.look, after: later.look } : null,
    body: earlier && later ? { by: 'block', changes: compareBlocks(earlier, later) } : { by: 'line', changes: compareLines(before.body, after.body) },
    text: before.textBody === null && after.textBody === null ? null : compareLines(before.textBody ?? '', after.textBody ?? ''),
  };
}
