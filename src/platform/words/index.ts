export { localeOf, wordsOf, withoutNote, type Catalogue, type Plurals, type Values, type Words } from './contract.ts';
