import { Loader } from 'lucide-react';
import { Icon } from '../../../platform/ui/icon.tsx';
import { MailFrame } from '../../../platform/ui/mail-frame.tsx';
import { Head } from '../../../platform/ui/section-head.tsx';
import { SkeletonRows } from '../../../platform/ui/skeleton.tsx';
import { t } from '../../../platform/ui/words.ts';
import { usePreview } from '../../emails/web/index.ts';
import type { Brand } from '../contract.ts';
import { sampleMail } from './sample-mail.ts';

/** A small mail in the look that is being set, made by the very way of all mails. */
export function BrandPreview({ brand }: { brand: Brand }) {
  const { preview, problem } = usePreview({ ...sampleMail(brand), brand: sendable(brand) } as ReturnType<typeof sampleMail>, {});
  return (
    <section aria-label={t('Preview')} className="brand-preview">
      <Head title={t('A small mail in this look')} end={problem && <span className="who"><Icon of={Loader} />{t('The preview waits until all fields are right.')}</span>} />
      {preview === null ? <SkeletonRows rows={6} /> : <MailFrame title={t('A small mail in this look')} html={preview.html} text={preview.text} height={640} />}
    </section>
  );
}

/** What is half written is not sent: an address without its end would be refused with all the rest. */
const sendable = (brand: Brand): Brand => ({ ...brand, social: brand.social.filter(({ href }) => /^(https?:\/\/|mailto:)./.test(href)) });
