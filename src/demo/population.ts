import { ascii } from './cast.ts';
import type { Chance } from './chance.ts';

// Some 20,000 people of depots, carriers, warehouses, and those who write about them.

export interface Place {
  zone: string;
  language: string;
  country: string;
  first: readonly string[];
  last: readonly string[];
  forms: readonly string[];
  share: number;
}

const words = (text: string): readonly string[] => text.split(' ');

export const places: readonly Place[] = [
  { zone: 'Europe/Berlin', language: 'de', country: 'Germany', share: 0.3,
    first: words('Lukas Hanna Bernd Selma Gero Ruth Till Vera Jens Katrin Uwe Anke Felix Marlene Henrik Petra Stefan Inga Moritz Lea Rainer Birgit Oskar Nele'),
    last: words('Reuter Velt Ohlsen Krog Pahl Abendroth Osmers Lindt Weber Hartmann Kessler Vogt Brinkmann Sander Thiele Wulff Jansen Petersen Kühn Böhm Seidel Franke'),
    forms: words('Kühlhaus Spedition Logistik Hafenlager Reefer Papier Terminal Kontor Transporte Lagerhaus') },
  { zone: 'Europe/Lisbon', language: 'pt', country: 'Portugal', share: 0.09,
    first: words('Inês Rui Catarina João Beatriz Tiago Sara Miguel Rita Nuno Marta Duarte Joana Vasco'),
    last: words('Carvalho Paixão Moreira Tavares Lopes Figueiredo Pinto Coelho Barros Antunes Neves Rocha'),
    forms: words('Freight Transportes Armazéns Fruta Portos Carga') },
  { zone: 'Europe/London', language: 'en', country: 'United Kingdom', share: 0.2,
    first: words('Aoife Rita Paul Hollis Edith Graham Maeve Owen Harriet Callum Freya Nigel Imogen Rhys Ailsa Tobias'),
    last: words('Brannagh Combe Vance Marrow Selwick Hartley Oakes Pryce Whitlock Calder Ridley Farrow Thorne Ashby'),
    forms: words('Foods Ports Haulage Cold-Stores Retail Wharf Carriers Supply') },
  { zone: 'Europe/Helsinki', language: 'fi', country: 'Finland', share: 0.06,
    first: words('Edda Aino Eero Kaisa Juhani Sanna Antti Veera Oskari Helmi'),
    last: words('Rautio Niemi Laine Koskela Salo Hietala Virtanen Ranta'),
    forms: words('Satama Kuljetus Varasto Terminaali') },
  { zone: 'Europe/Paris', language: 'fr', country: 'France', share: 0.1,
    first: words('Clara Hugo Élise Mathieu Noémie Julien Camille Bastien Solène Antoine Margaux Yves'),
    last: words('Montjoie Castellane Lefèvre Garnier Roussel Chevalier Marchand Perrin Fontaine Delmas'),
    forms: words('Fret Entrepôts Distribution Froid Messagerie Primeurs') },
  { zone: 'Europe/Oslo', language: 'nb', country: 'Norway', share: 0.07,
    first: words('Nils Ingrid Sigurd Astrid Bjørn Kari Håkon Liv Torstein Marit'),
    last: words('Aasen Fisk Nygård Solberg Haugen Dahl Berge Lunde Strand'),
    forms: words('Fisk Frakt Lager Rederi Kjøl') },
  { zone: 'Europe/Prague', language: 'cs', country: 'Czechia', share: 0.05,
    first: words('Petra Marek Jana Tomáš Lenka Ondřej Zuzana Pavel'),
    last: words('Novotny Dvoran Velkov Horák Marek Sladký Beran'),
    forms: words('Sklad Glas Doprava Spedice') },
  { zone: 'America/New_York', language: 'en', country: 'United States', share: 0.08,
    first: words('Jordan Dakota Morgan Avery Caleb Naomi Wesley Tessa Marcus Elena'),
    last: words('Whitfield Navarro Boone Kimura Sutton Alvarez Pierce Langley Brooks'),
    forms: words('Logistics Freightways Cold-Chain Distribution Drayage') },
  { zone: 'Asia/Tokyo', language: 'ja', country: 'Japan', share: 0.05,
    first: words('Jun Aiko Haruto Mei Sota Yui Kenji Nao'),
    last: words('Takeda Konno Mori Hayashi Sakai Ueda Fujita'),
    forms: words('Konbini-Supply Reito Unso Soko') },
];

export interface DemoCompany { name: string; domain: string; place: Place }

export type Kind = 'depot' | 'customer' | 'press' | 'partner';

export interface DemoContact {
  email: string;
  firstName: string;
  lastName: string;
  jobTitle: string;
  company: DemoCompany;
  kind: Kind;
  attributes: { depots: number; plan: string };
  /** How much this person reads, 0 to 1; most read little. */
  interest: number;
  program: Program;
  consent: 'given' | 'unknown';
  /** Days before the demo's date. */
  joinedDaysAgo: number;
}

/** What the reader's mail passes through and is read with; tells what a hit looks like. */
export type Program = 'apple-privacy' | 'gmail' | 'outlook' | 'thunderbird' | 'phone' | 'browser' | 'scanned';

const jobs: Record<Kind, readonly string[]> = {
  depot: ['Head of depots', 'Depot manager', 'Shift planner', 'Operations director', 'Warehouse lead', 'Transport planner', 'Managing director'],
  customer: ['Head of depots', 'Planner', 'Operations director', 'Site manager'],
  press: ['Reporter', 'Editor', 'Analyst', 'Podcast host', 'Trade correspondent'],
  partner: ['Partner manager', 'Integration lead', 'Consultant'],
};

const mastheads = ['The Freight Ledger', 'Dockside Weekly', 'Quayline', 'Lagerblick', 'Terminal Notes', 'Hollis Analysts', 'Marrow Research', 'Cold Chain Review', 'Portside', 'La Lettre du fret'];

/** People enough for `size` contacts, in companies of one to a dozen. Deterministic in `chance`. */
export function populate(chance: Chance, size: number): DemoContact[] {
  const taken = new Set<string>();
  const domains = new Set<string>();
  const people: DemoContact[] = [];
  while (people.length < size) {
    const place = pickPlace(chance);
    const kind = pickKind(chance);
    const company = inventCompany(chance, place, kind, domains);
    const staff = Math.min(size - people.length, Math.max(1, Math.round(chance.delay(4, 0.7))));
    for (let i = 0; i < staff; i++) people.push(inventPerson(chance, place, kind, company, taken));
  }
  return people;
}

function pickPlace(chance: Chance): Place {
  let left = chance.next();
  for (const place of places) {
    left -= place.share;
    if (left < 0) return place;
  }
  return places[0]!;
}

function pickKind(chance: Chance): Kind {
  const draw = chance.next();
  return draw < 0.82 ? 'depot' : draw < 0.955 ? 'customer' : draw < 0.98 ? 'press' : 'partner';
}

function inventCompany(chance: Chance, place: Place, kind: Kind, domains: Set<string>): DemoCompany {
  const base = kind === 'press' ? chance.pick(mastheads) : `${chance.pick(place.last)} ${chance.pick(place.forms)}`.replaceAll('-', ' ');
  let name = base;
  for (let branch = 2; ; branch++) {
    const domain = `${ascii(name).toLowerCase().replace(/[^a-z0-9]+/g, '-')}.example`;
    if (!domains.has(domain)) {
      domains.add(domain);
      return { name, domain, place };
    }
    name = branch < 12 ? `${base} ${chance.pick(place.last)}` : `${base} ${branch}`;
  }
}

function inventPerson(chance: Chance, place: Place, kind: Kind, company: DemoCompany, taken: Set<string>): DemoContact {
  const [firstName, lastName] = [chance.pick(place.first), chance.pick(place.last)];
  const left = ascii(`${firstName}.${lastName}`).toLowerCase().replaceAll(' ', '');
  let email = `${left}@${company.domain}`;
  for (let n = 2; taken.has(email); n++) email = `${left}${n}@${company.domain}`;
  taken.add(email);
  return {
    email, firstName, lastName, company, kind,
    jobTitle: chance.pick(jobs[kind]),
    attributes: { depots: Math.max(1, Math.round(chance.delay(5, 0.9))), plan: kind === 'customer' ? chance.pick(['Team', 'Team', 'Company']) : 'none' },
    interest: Math.min(0.95, chance.next() ** 2.2 + (kind === 'customer' ? 0.12 : 0)),
    program: pickProgram(chance),
    consent: chance.happens(0.9) ? 'given' : 'unknown',
    joinedDaysAgo: Math.floor(chance.next() ** 1.4 * 700),
  };
}

function pickProgram(chance: Chance): Program {
  const draw = chance.next();
  if (draw < 0.17) return 'apple-privacy';
  if (draw < 0.37) return 'gmail';
  if (draw < 0.62) return 'outlook';
  if (draw < 0.67) return 'thunderbird';
  if (draw < 0.84) return 'phone';
  if (draw < 0.94) return 'browser';
  return 'scanned';
}
