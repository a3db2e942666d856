import { t } from '../../../platform/ui/words.ts';
import type { Block, Draft, EmailDocument, Inline } from '../../emails/contract.ts';
import type { Brand } from '../contract.ts';

const words = (text: string): Inline => ({ type: 'text', text });

/** A mail with one of everything that a brand gives its look to. */
export function sampleMail(brand: Brand): Draft {
  const content: Block[] = [
    { type: 'heading', attrs: { id: 'sample-head', level: 1, align: 'left' }, content: [words(t('A heading, in your font'))] },
    {
      type: 'paragraph', attrs: { id: 'sample-text', align: 'left' },
      content: [words(`${t('This is how text reads, and')} `), { type: 'text', text: t('this is a link'), marks: [{ type: 'link', attrs: { href: 'https://example.com/' } }] }, words(`. ${t('Most people look at a mail for nine seconds: two sentences are plenty.')}`)],
    },
    { type: 'button', attrs: { id: 'sample-filled', href: 'https://example.com/', align: 'left', variant: 'filled', wide: false }, content: [words(t('A button'))] },
    { type: 'button', attrs: { id: 'sample-outline', href: 'https://example.com/', align: 'left', variant: 'outline', wide: false }, content: [words(t('A second one'))] },
    { type: 'divider', attrs: { id: 'sample-line' } },
    ...(brand.social.length > 0 ? [{ type: 'social', attrs: { id: 'sample-social', align: 'left', items: brand.social } } satisfies Block] : []),
    { type: 'footer', attrs: { id: 'sample-footer' }, content: [words(t('You get this because you asked for our news.'))] },
  ];
  const document: EmailDocument = { version: 1, look: 'designed', content };
  return { subject: t('A small mail in this look'), preheader: '', bodyKind: 'visual', body: JSON.stringify(document), textBody: null };
}
