import { listKnownVariables, type AttributeName } from '../liquid/known-variables.ts';
import type { PersonalValues } from '../sending-form.ts';

/** Addresses of this shape stand in previews where a reader's own opt-out page will. */
export const sampleOptOut = 'https://links.example.com/t/u/sample';

export const samplePreferences = 'https://links.example.com/p/sample';

/** An invented reader with a value for everything, so that a preview shows each variable at work. */
export function sampleValues(workspace: { name: string; postalAddress: string; language?: string | undefined }, senderName: string, attributes: readonly AttributeName[]): PersonalValues {
  const example = new Map(listKnownVariables([]).map(({ path, example: value }) => [path, value]));
  const of = (path: string) => example.get(path) ?? '';
  return {
    contact: {
      email: of('contact.email'), first_name: of('contact.first_name'), last_name: of('contact.last_name'), name: of('contact.name'),
      job_title: of('contact.job_title'), phone: of('contact.phone'), language: of('contact.language'),
      attributes: Object.fromEntries(attributes.map(({ key, label }) => [key, label])),
    },
    company: { name: of('company.name') },
    sender: { name: senderName },
    workspace: { name: workspace.name, postal_address: workspace.postalAddress, language: workspace.language },
    unsubscribe_url: sampleOptOut,
    preferences_url: samplePreferences,
    vars: {},
  };
}
