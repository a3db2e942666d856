// Every slice's pages, commands and finders, one line each: adding a slice to the web app is adding it here.
import type { Command, Finder, Page } from '../platform/ui/page.ts';
import { commands as brandCommands, pages as brandPages } from '../craft/brand/web/pages.tsx';
import { finders as templateFinders, pages as templatePages } from '../craft/templates/web/pages.tsx';
import { commands as formCommands, pages as formPages } from '../craft/forms/web/pages.tsx';
import { commands as segmentCommands, finders as segmentFinders, pages as segmentPages } from '../craft/segments/web/pages.tsx';
import { commands as mailboxCommands, pages as mailboxPages } from '../delivery/mailboxes/web/pages.tsx';
import { commands as messagesCommands, pages as messagesPages } from '../delivery/messages/web/pages.tsx';
import { commands as transportCommands, pages as transportPages } from '../delivery/transport/web/pages.tsx';
import { pages as feedPages } from '../insight/feed/web/pages.tsx';
import { pages as reportPages } from '../insight/reports/web/pages.tsx';
import { commands as campaignCommands, finders as campaignFinders, pages as campaignPages } from '../work/campaigns/web/pages.tsx';
import { commands as sequenceCommands, finders as sequenceFinders, pages as sequencePages } from '../work/sequences/web/pages.tsx';
import { pages as companiesPages, finders as companyFinders } from '../people/companies/web/pages.tsx';
import { commands as contactsCommands, finders as contactFinders, pages as contactsPages } from '../people/contacts/web/pages.tsx';
import { pages as importsPages } from '../people/imports/web/pages.tsx';
import { finders as listFinders, pages as listsPages } from '../people/lists/web/pages.tsx';
import { pages as suppressionsPages } from '../people/suppressions/web/pages.tsx';
import { commands as workspacesCommands, pages as workspacesPages } from '../people/workspaces/web/pages.tsx';
import { shellPages } from './shell-pages.ts';

export const pages: readonly Page[] = [
  ...reportPages,
  ...feedPages,
  ...campaignPages,
  ...sequencePages,
  ...templatePages,
  ...contactsPages,
  ...companiesPages,
  ...listsPages,
  ...segmentPages,
  ...importsPages,
  ...formPages,
  ...suppressionsPages,
  ...transportPages,
  ...mailboxPages,
  ...messagesPages,
  ...workspacesPages,
  ...brandPages,
  ...shellPages,
];

/** Lines of the palette that do something. */
export const commands: readonly Command[] = [...campaignCommands, ...sequenceCommands, ...formCommands, ...contactsCommands, ...segmentCommands, ...transportCommands, ...mailboxCommands, ...messagesCommands, ...workspacesCommands, ...brandCommands];

/** What the palette finds by name. */
export const finders: readonly Finder[] = [...campaignFinders, ...sequenceFinders, ...contactFinders, ...companyFinders, ...listFinders, ...segmentFinders, ...templateFinders];
