// The visual document, for server and browser alike: nothing here needs a server.
export { compareDrafts, type DraftComparison } from './compare-drafts.ts';
export type { BlockChange } from './compare/compare-blocks.ts';
export type { LineChange } from './compare/compare-lines.ts';
export { wordRuns, type Run } from './compare/text-runs.ts';
export * from './default-brand.ts';
export * from './document.ts';
export { mailColors, type MailColors } from './mail-colors.ts';
export { judgeDocument, judgeDocumentValue, type DocumentFault } from './read-document.ts';
export * from './starter-document.ts';
