import { phrase, retell } from '../../platform/words/contract.ts';

// Where the program itself writes down how it knows of a consent, in English; what members write stays as it is.
const written = [phrase('Form: {name}'), phrase('Preference page')];

/** How we know of a consent, in the language of whoever looks. */
export const tellSource = <S extends string | null>(source: S): S => (source === null ? source : retell(source, written) as S);
