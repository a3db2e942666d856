export {
  readAttribute, readBoolean, readDate, readNumber, shortened, type AttributeDefinition, type AttributeType, type AttributeValue, type WrittenForm,
} from './attribute-value.ts';
export { lines, longest, oneLine, readLanguage, readTimeZone, splitName } from './person-text.ts';
export { changeAttribute, defineAttribute, listAttributes, type NewAttribute } from './attributes.ts';
export { conditionOf, findContactIds, type FoundBy } from './contact-filter.ts';
export { withSegment, type ContactPredicate, type ContactSegments } from './contact-segments.ts';
export { csvCell, csvLine, harmless, asWritten } from './csv-cell.ts';
export type { ContactFilter, ContactLine, ContactView } from './contract.ts';
export type { ContactFollower } from './followers.ts';
export { contactsRoutes, type ContactsDeps } from './routes.ts';
export { changeContact, changeContactIn, createContact, createContactIn, findContactByKey } from './save-contact.ts';
export { keptChanges, keptCharacters, readChanges, type ChangedBy, type FieldChange, type KeptChange } from './contact-changes.ts';
export { deleteContact, restoreContact } from './delete-contact.ts';
export { eraseContact, eraseContactIn } from './erase-contact.ts';
export { mergeContacts } from './merge-contacts.ts';
export { contactLines, getContact, lockContact } from './queries.ts';
export { exportContactsOf } from './export-contacts.ts';
export { addContacts, type NewContact } from './add-contacts.ts';
export { tellSource } from './consent-source.ts';
