// What other slices show on the contact's page, which belongs to people and knows none of them.
import { contactPanels as inboundPanels } from '../delivery/inbound/web/pages.tsx';
import { contactPanels as formPanels } from '../craft/forms/web/pages.tsx';
import { contactPanels as feedPanels } from '../insight/feed/web/pages.tsx';
import { contactPanels as sequencePanels } from '../work/sequences/web/pages.tsx';
import type { ContactPanel } from '../platform/ui/page.ts';

export const contactPanels: readonly ContactPanel[] = [...inboundPanels, ...feedPanels, ...formPanels, ...sequencePanels];
