export { inEnglish, joinWords, localeOf, phrase, pseudo, retell, spoken, spokenBy, t, tn, wordsOf, withoutNote, type Catalogue, type Phrase, type Plurals, type Values, type Words } from './contract.ts';
export { languages, speakIn, wordsFor } from './speak.ts';
