// How a slice tells the shell about its pages and the contact page about its panels.
import type { LucideIcon } from 'lucide-react';
import { createContext, createElement, lazy, useContext, useState, type ComponentType, type LazyExoticComponent } from 'react';
import { useMe, type Me } from './session.ts';
import type { Phrase } from './words.ts';

/** A page's code, fetched when it is first looked at, or a little earlier when a link to it is. */
export type LazyPage = ComponentType & { preload: () => Promise<unknown> };

/**
 * `lazyPage(async () => (await import('./contacts-page.tsx')).ContactsPage)`. Code that is here already is drawn at
 * once: `lazy` alone waits even then, and React shows what was waited for 300 ms later at the earliest.
 */
export function lazyPage(load: () => Promise<ComponentType>): LazyPage {
  let loaded: ComponentType | null = null;
  const preload = async () => (loaded ??= await load());
  const Later = lazy(async () => ({ default: await preload() }));
  function Page() {
    const [{ Element }] = useState(() => ({ Element: loaded ?? Later }));
    return createElement(Element);
  }
  return Object.assign(Page, { preload });
}

export interface Page {
  /** With parameters after a dollar: `/contacts/$contactId`. */
  path: string;
  /** The tab's title, and the name in the palette when it has a place in the sidebar. */
  title: string | Phrase;
  element: LazyPage;
  /** A place in the sidebar. */
  nav?: PageNav;
  /** Who sees it; everybody when left out. The server guards the routes all the same. */
  allow?: (me: Me) => boolean;
}

export interface PageNav {
  section: 'now' | 'work' | 'figures' | 'house';
  label: string | Phrase;
  icon: LucideIcon;
  /** The letter after G. */
  key: string;
  order: number;
  /** Also in the tab bar on phones, which has room for four. */
  phone?: boolean;
  /** A hook answering the number beside the name; null for none. */
  useCount?: () => number | null;
}

/** Something to do from anywhere: a line of the palette. */
export interface Command {
  label: string | Phrase;
  icon: LucideIcon;
  href: string;
  /** A single letter that does it when no field has the focus; shown in the palette. */
  key?: string;
  allow?: (me: Me) => boolean;
}

/** Finds things by name for the palette. */
export interface Finder {
  /** "Contact", "Campaign": stands at the right of each hit. */
  kind: string | Phrase;
  icon: LucideIcon;
  find: (text: string, signal: AbortSignal) => Promise<{ id: string | number; label: string; href: string }[]>;
}

/** Part of the contact's page that another slice supplies. */
export interface ContactPanel {
  id: string;
  title: string | Phrase;
  order: number;
  /** Beside the facts, or in the wide column. */
  place: 'side' | 'main';
  element: LazyExoticComponent<ComponentType<{ contactId: number }>>;
  allow?: (me: Me) => boolean;
}

export const ContactPanelsContext = createContext<readonly ContactPanel[]>([]);

/** The panels for one place of the contact's page that this member may see, in order. */
export function useContactPanels(place: ContactPanel['place']): readonly ContactPanel[] {
  const me = useMe();
  return useContext(ContactPanelsContext).filter((panel) => panel.place === place && (panel.allow?.(me) ?? true)).toSorted((a, b) => a.order - b.order);
}
