export { inEnglish, joinWords, keep, keeping, localeOf, phrase, pseudo, retell, says, spoken, spokenBy, t, tell, tellInEnglish, tn, wordsOf, withoutNote, type Catalogue, type Phrase, type Plurals, type Values, type Words } from './contract.ts';
export { languages, speakIn, wordsFor } from './speak.ts';
