// The visual document, for server and browser alike: nothing here needs a server.
export * from './default-brand.ts';
export * from './document.ts';
export { judgeDocument, judgeDocumentValue, type DocumentFault } from './read-document.ts';
export * from './starter-document.ts';
