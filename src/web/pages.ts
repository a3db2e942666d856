// Every slice's pages, commands and finders, one line each: adding a slice to the web app is adding it here.
import type { Command, Finder, Page } from '../platform/ui/page.ts';
import { shellPages } from './shell-pages.ts';

export const pages: readonly Page[] = [
  ...shellPages,
];

/** Lines of the palette that do something. */
export const commands: readonly Command[] = [];

/** What the palette finds by name. */
export const finders: readonly Finder[] = [];
