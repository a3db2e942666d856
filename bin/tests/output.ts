// Where runs that go on beside each other write: one lane as it goes, the others once it has said all.

export interface Output {
  write(text: string): void;
}

const unsaid: string[] = [];
let listening = true;

/** The lane that is watched. */
export const aloud: Output = { write: (text) => void process.stdout.write(text) };

/** Everybody else, until `speak`. */
export const kept: Output = { write: (text) => { if (listening) unsaid.push(text); else process.stdout.write(text); } };

export const say = (line: string): void => kept.write(`${line}\n`);

/** Writes what was kept, and what comes from now on. */
export function speak(): void {
  listening = false;
  process.stdout.write(unsaid.splice(0).join(''));
}
