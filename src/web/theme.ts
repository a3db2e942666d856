// Light, dark, or the system's until somebody chooses. public/theme.js sets it before the first paint.
export type Theme = 'light' | 'dark';

/** What is seen now. */
export function themeNow(): Theme {
  const chosen = document.documentElement.dataset['theme'];
  if (chosen === 'light' || chosen === 'dark') return chosen;
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

/** Switches to the other one and remembers it. */
export function switchTheme(): void {
  const next: Theme = themeNow() === 'dark' ? 'light' : 'dark';
  document.documentElement.dataset['theme'] = next;
  try {
    localStorage.setItem('theme', next);
  } catch {
    // A closed storage forgets it with the tab; that is all.
  }
}
