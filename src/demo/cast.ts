import type { Role, Team } from '../platform/identity/index.ts';

// The invented company and the people who work there. Every address ends in .example,
// which RFC 2606 reserves: nothing written here can reach anybody.

export const companyName = 'Ferrow';
export const companyDomain = 'ferrow.example';
export const companyZone = 'Europe/Berlin';
export const postalAddress = 'Ferrow GmbH, Speicherstraße 14, 20457 Hamburg, Germany';

export interface CastMember {
  name: string;
  team: Team | 'both';
  role: Role;
  zone: string;
}

/** The first one is who a visitor of the demo signs in as. */
export const cast: readonly CastMember[] = [
  { name: 'Ana Ferreira', team: 'sales', role: 'owner', zone: 'Europe/Berlin' },
  { name: 'Mira Lindqvist', team: 'marketing', role: 'manager', zone: 'Europe/Helsinki' },
  { name: 'Jonas Brandt', team: 'marketing', role: 'member', zone: 'Europe/Berlin' },
  { name: 'Sofie Halm', team: 'marketing', role: 'member', zone: 'Europe/Copenhagen' },
  { name: 'Leo Amsel', team: 'marketing', role: 'member', zone: 'Europe/Vienna' },
  { name: 'Dana Okoye', team: 'sales', role: 'manager', zone: 'Europe/London' },
  { name: 'Tom Rask', team: 'sales', role: 'member', zone: 'Europe/Oslo' },
  { name: 'Priya Nair', team: 'sales', role: 'member', zone: 'Asia/Kolkata' },
  { name: 'Noor Haddad', team: 'both', role: 'viewer', zone: 'Europe/Paris' },
];

export const addressOf = (name: string): string => `${ascii(name).toLowerCase().replaceAll(' ', '.')}@${companyDomain}`;

/** Plain letters for the left side of an address: José -> Jose, Weiß -> Weiss. */
export function ascii(text: string): string {
  return text
    .replaceAll('ß', 'ss').replaceAll('ø', 'o').replaceAll('Ø', 'O').replaceAll('æ', 'ae').replaceAll('ł', 'l').replaceAll('Ł', 'L').replaceAll('đ', 'd')
    .normalize('NFD').replace(/[^\x20-\x7e]/g, '').replace(/[^A-Za-z0-9 .-]/g, '');
}
