import { phrase, t, type Phrase } from '../words/contract.ts';

/** What may not be there, by its English name. */
const things: Readonly<Record<string, Phrase>> = {
  'campaign': phrase('campaign'),
  'import': phrase('import'),
  'email': phrase('email'),
  'member': phrase('member'),
  'mail server': phrase('mail server'),
  'list': phrase('list'),
  'workspace': phrase('workspace'),
  'mailbox': phrase('mailbox'),
  'template': phrase('template'),
  'segment': phrase('segment'),
  'sequence': phrase('sequence'),
  'form': phrase('form'),
  'contact': phrase('contact'),
  'company': phrase('company'),
  'sending domain': phrase('sending domain'),
  'invitation': phrase('invitation'),
  'version of this email': phrase('version of this email'),
  'suppression': phrase('suppression'),
  'mail': phrase('mail'),
  'key': phrase('key'),
  'topic': phrase('topic'),
  'registration': phrase('registration'),
  'message': phrase('message'),
  'image': phrase('image'),
  'enrolment': phrase('enrolment'),
  'answer': phrase('answer'),
  'attribute': phrase('attribute'),
  'text of the form': phrase('text of the form'),
};

/** The name of a thing in the reader's language; one that only the program knows of stays as it is. */
export const nameOfThing = (thing: string): string => (Object.hasOwn(things, thing) ? t(things[thing]!) : thing);
