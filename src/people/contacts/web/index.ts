export { PeopleFrame, type PeoplePart } from './people-frame.tsx';
export { consentWords, nameOf, reasonWords } from './contact-words.ts';
export { contactColumns } from './contact-columns.tsx';
