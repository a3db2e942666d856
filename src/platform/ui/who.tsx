import type { ReactNode } from 'react';
import { phrase, t, type Phrase } from './words.ts';
import { initialsOf } from './format.ts';

// Marketing is the left half of a circle, Sales the right. The hues mean who did it, nothing else.

export type TeamOf = 'marketing' | 'sales' | 'both';
export interface Person {
  name: string;
  team: TeamOf;
}

const teamWords: Record<TeamOf, Phrase> = { marketing: phrase('Marketing'), sales: phrase('Sales'), both: phrase('both teams') };

/** The team's name as people say it. */
export const teamName = (team: TeamOf): string => t(teamWords[team]);

/** A member's initials in their team's half; who leads both gets a letter in each. */
export function Half({ name, team }: Person) {
  const label = `${name}, ${t(teamWords[team])}`;
  const initials = [...initialsOf(name)];
  if (team === 'both') {
    return <span className="half half--b" role="img" aria-label={label} title={label}><span aria-hidden="true">{initials[0]}</span><span aria-hidden="true">{initials[1] ?? ''}</span></span>;
  }
  return <span className={`half half--${team === 'marketing' ? 'm' : 's'}`} role="img" aria-label={label} title={label}>{initials.join('')}</span>;
}

/** One of each team, acting together: a whole. Marketing stands left whatever the order given. */
export function Pair({ people }: { people: readonly Person[] }) {
  const left = people.filter((person) => person.team !== 'sales');
  const right = people.filter((person) => person.team === 'sales');
  return <span className="pair">{[...left, ...right].map((person) => <Half key={`${person.team} ${person.name}`} {...person} />)}</span>;
}

/** A half with the name beside it. */
export function Who({ name, team, children }: Person & { children?: ReactNode }) {
  return <span className="who"><Half name={name} team={team} /> <span className="clip">{children ?? name}</span></span>;
}

/** The small half circle alone; always beside a word that says the same. */
export function Mark({ team }: { team: 'marketing' | 'sales' }) {
  return <span className={`mk mk--${team === 'marketing' ? 'm' : 's'}`} aria-hidden="true" />;
}

/** "Marketing" or "Sales" in its hue, with its mark on its side. */
export function TeamName({ team }: { team: 'marketing' | 'sales' }) {
  return <span className={`who ${team === 'marketing' ? 'm' : 's'}`}><Mark team={team} /> {t(teamWords[team])}</span>;
}
