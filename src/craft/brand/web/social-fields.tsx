import { Plus, X } from 'lucide-react';
import { Button } from '../../../platform/ui/button.tsx';
import { SelectField } from '../../../platform/ui/choice-fields.tsx';
import { TextField } from '../../../platform/ui/text-fields.tsx';
import { t } from '../../../platform/ui/words.ts';
import { socialNetworks, type Brand, type SocialNetwork } from '../contract.ts';

const names: Record<SocialNetwork, () => string> = {
  facebook: () => 'Facebook', instagram: () => 'Instagram', linkedin: () => 'LinkedIn', x: () => 'X', youtube: () => 'YouTube', tiktok: () => 'TikTok', mastodon: () => 'Mastodon',
  bluesky: () => 'Bluesky', threads: () => 'Threads', whatsapp: () => 'WhatsApp', github: () => 'GitHub', website: () => t('Website'),
};

interface Props {
  items: Brand['social'];
  onChange: (items: Brand['social']) => void;
  error: (key: string) => string | undefined;
}

/** Where else the company is found: what a new social row in a mail begins with. */
export function SocialFields({ items, onChange, error }: Props) {
  const put = (at: number, change: Partial<Brand['social'][number]>) => onChange(items.map((item, index) => (index === at ? { ...item, ...change } : item)));
  const choices = socialNetworks.map((value) => ({ value, label: names[value]() }));
  const unused = socialNetworks.find((network) => !items.some((item) => item.network === network)) ?? 'website';
  return (
    <div className="grid gap-3">
      <h3>{t('Social addresses')}</h3>
      {items.map((item, index) => (
        <div key={index} className="brand-social">
          <SelectField label={t('Network')} quiet choices={choices} value={item.network} onChange={(network) => put(index, { network })} />
          <TextField label={t('Address on {network}', { network: names[item.network]() })} quiet type="url" placeholder="https://" value={item.href} onChange={(href) => put(index, { href })} error={error(`social.${index}.href`)} />
          <Button variant="quiet" iconOnly icon={X} onClick={() => onChange(items.filter((_, at) => at !== index))}>{t('Take off')}</Button>
        </div>
      ))}
      {items.length < 12 && <div><Button small icon={Plus} onClick={() => onChange([...items, { network: unused, href: '' }])}>{t('Add a network')}</Button></div>}
      <p className="hint">{t('New social rows in mails begin with these.')}</p>
    </div>
  );
}
