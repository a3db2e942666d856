import { Bot, CircleDashed, Cloud, CornerUpLeft, Minus, User, type LucideIcon } from 'lucide-react';
import { Icon } from './icon.tsx';
import { t } from './words.ts';

export type HitClass = 'person' | 'proxy' | 'machine' | 'own' | 'checking' | 'system';

const classes = (): Record<HitClass, { icon: LucideIcon; word: string }> => ({
  person: { icon: User, word: t('Person') },
  proxy: { icon: Cloud, word: t('Proxy') },
  machine: { icon: Bot, word: t('Machine') },
  own: { icon: CornerUpLeft, word: t('Own') },
  checking: { icon: CircleDashed, word: t('Checking') },
  system: { icon: Minus, word: t('Mail system') },
});

/** Who it was, in a word and a shape, never in a hue; what is not a person is drawn dashed. */
export function ClassLabel({ of, reason }: { of: HitClass; reason?: string | null | undefined }) {
  const { icon, word } = classes()[of];
  const label = <span className={`class class--${of}`}><Icon of={icon} /> {word}</span>;
  return reason ? <span className="two">{label}<small>{reason}</small></span> : label;
}
