import { ContactTimeline } from './contact-timeline.tsx';

/** The contact's page shows our whole time together. */
export function TimelinePanel({ contactId }: { contactId: number }) {
  return <ContactTimeline contactId={contactId} />;
}
