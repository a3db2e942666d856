import type { CompiledContent, CompiledLink, Part } from '../delivery/messages/index.ts';

// A newsletter of 20 KB like those people send: tables, ten tracked links, five personal places.

const paragraph = 'Spring brings new rooms, longer evenings and a few things we have been working on for months. '.repeat(4);
const sections = 21;

export const benchLinks: CompiledLink[] = Array.from({ length: 10 }, (_, index) => ({
  index, target: `https://shop.example.com/offers/${index}?utm_source=newsletter&utm_campaign=spring`, counts: true,
}));

function section(index: number): Part[] {
  return [
    `<tr><td style="padding:24px 32px;font:15px/24px Helvetica,Arial,sans-serif;color:#1f2937"><h2 style="margin:0 0 8px">Part ${index + 1}</h2>\n<p style="margin:0">${paragraph}</p>\n<a style="color:#0b57d0" href="`,
    { link: index % benchLinks.length }, '">See more</a></td></tr>\n',
  ];
}

/** Some 20 KB once filled and encoded. */
export const benchContent: CompiledContent = {
  format: 1,
  from: { name: 'Ada of Acme', address: 'ada@sender.example' },
  replyTo: 'hello@sender.example',
  subject: ['Spring at Acme, ', { value: 'contact.first_name', default: 'friend', escape: 'none' }],
  html: [
    '<!doctype html><html><body style="margin:0"><table role="presentation" width="600" align="center">\n<tr><td>Dear ',
    { value: 'contact.first_name', default: 'friend', escape: 'html' }, ' of ', { value: 'company.name', default: 'your company', escape: 'html' }, ',</td></tr>\n',
    ...Array.from({ length: sections }, (_, index) => section(index)).flat(),
    '<tr><td>You get this as ', { value: 'contact.email', default: null, escape: 'html' }, '. <a href="', { unsubscribe: true }, '">Unsubscribe</a><br>',
    { value: 'workspace.postal_address', default: '', escape: 'html' }, '</td></tr></table>', { pixel: true }, '</body></html>',
  ],
  text: [
    'Dear ', { value: 'contact.first_name', default: 'friend', escape: 'none' }, ',\n\n', `${paragraph}\n`.repeat(4),
    '\nSee more: ', { link: 0 }, '\n\nUnsubscribe: ', { unsubscribe: true }, '\n',
  ],
  required: ['contact.email'],
};
