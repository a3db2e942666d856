// How a slice tells the shell about its pages and the contact page about its panels.
import type { LucideIcon } from 'lucide-react';
import { createContext, useContext, type ComponentType, type LazyExoticComponent } from 'react';
import type { Me } from './session.ts';

export interface Page {
  /** With parameters after a dollar: `/contacts/$contactId`. */
  path: string;
  /** The tab's title, and the name in the palette when it has a place in the sidebar. */
  title: string;
  /** `lazy(() => import('./contacts-page.tsx').then((m) => ({ default: m.ContactsPage })))` */
  element: LazyExoticComponent<ComponentType>;
  /** A place in the sidebar; `key` is the letter after G. */
  nav?: { section: 'now' | 'work' | 'figures' | 'house'; label: string; icon: LucideIcon; key: string; order: number; phone?: boolean };
  /** Who sees it; everybody when left out. The server guards the routes all the same. */
  allow?: (me: Me) => boolean;
}

/** Something to do from anywhere: a line of the palette. */
export interface Command {
  label: string;
  icon: LucideIcon;
  href: string;
  /** A single letter that does it when no field has the focus; shown in the palette. */
  key?: string;
  allow?: (me: Me) => boolean;
}

/** Finds things by name for the palette. */
export interface Finder {
  /** "Contact", "Campaign": stands at the right of each hit. */
  kind: string;
  icon: LucideIcon;
  find: (text: string, signal: AbortSignal) => Promise<{ id: string | number; label: string; href: string }[]>;
}

/** Part of the contact's page that another slice supplies. */
export interface ContactPanel {
  id: string;
  title: string;
  order: number;
  /** Beside the facts, or in the wide column. */
  place: 'side' | 'main';
  element: LazyExoticComponent<ComponentType<{ contactId: number }>>;
  allow?: (me: Me) => boolean;
}

export const ContactPanelsContext = createContext<readonly ContactPanel[]>([]);

/** The panels for one place of the contact's page, in order. */
export function useContactPanels(place: ContactPanel['place']): readonly ContactPanel[] {
  return useContext(ContactPanelsContext).filter((panel) => panel.place === place).toSorted((a, b) => a.order - b.order);
}
