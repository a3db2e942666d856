import { Plus, X } from 'lucide-react';
import { Button } from '../../../../../platform/ui/button.tsx';
import { SelectField } from '../../../../../platform/ui/choice-fields.tsx';
import { TextField } from '../../../../../platform/ui/text-fields.tsx';
import { t } from '../../../../../platform/ui/words.ts';
import { networks } from '../../../contract.ts';
import type { SocialItem } from '../schema/mail-blocks.ts';
import { AlignField } from './align-field.tsx';
import type { FieldsOf } from './inspector.tsx';

const names: Record<string, string> = { facebook: 'Facebook', instagram: 'Instagram', linkedin: 'LinkedIn', x: 'X', youtube: 'YouTube', tiktok: 'TikTok', mastodon: 'Mastodon', bluesky: 'Bluesky', threads: 'Threads', whatsapp: 'WhatsApp', github: 'GitHub' };

/** Where else to find whoever writes: a network and an address a line. */
export function SocialFields(given: FieldsOf) {
  const { node, set } = given;
  const items = node.attrs['items'] as SocialItem[];
  const put = (index: number, change: Partial<SocialItem>) => set({ items: items.map((item, one) => (one === index ? { ...item, ...change } : item)) });
  const choices = (own: string) => [...new Set([...networks, own])].map((value) => ({ value, label: names[value] ?? (value === 'website' ? t('Website') : value) }));
  return (
    <>
      {items.map((item, index) => (
        <div key={index} className="ed-social-line">
          <SelectField label={t('Network')} quiet value={item.network} onChange={(network) => put(index, { network })} choices={choices(item.network)} />
          <TextField label={t('Address')} quiet placeholder={t('https://')} value={item.href} onChange={(href) => put(index, { href })} />
          <Button variant="quiet" iconOnly icon={X} onClick={() => set({ items: items.filter((_, one) => one !== index) })}>{t('Take off')}</Button>
        </div>
      ))}
      {items.length < 20 && <Button small icon={Plus} onClick={() => set({ items: [...items, { network: networks.find((network) => !items.some((item) => item.network === network)) ?? 'website', href: '' }] })}>{t('Add a network')}</Button>}
      <AlignField {...given} />
    </>
  );
}
