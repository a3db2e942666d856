// What other slices show on the contact's page, which belongs to people and knows none of them.
import type { ContactPanel } from '../platform/ui/page.ts';

export const contactPanels: readonly ContactPanel[] = [];
