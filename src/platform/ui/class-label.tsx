import { Bot, CircleDashed, Cloud, CornerUpLeft, Minus, User, type LucideIcon } from 'lucide-react';
import { Icon } from './icon.tsx';

export type HitClass = 'person' | 'proxy' | 'machine' | 'own' | 'checking' | 'system';

const classes: Record<HitClass, { icon: LucideIcon; word: string }> = {
  person: { icon: User, word: 'Person' },
  proxy: { icon: Cloud, word: 'Proxy' },
  machine: { icon: Bot, word: 'Machine' },
  own: { icon: CornerUpLeft, word: 'Own' },
  checking: { icon: CircleDashed, word: 'Checking' },
  system: { icon: Minus, word: 'Mail system' },
};

/** Who it was, in a word and a shape, never in a hue; what is not a person is drawn dashed. */
export function ClassLabel({ of, reason }: { of: HitClass; reason?: string | null | undefined }) {
  const { icon, word } = classes[of];
  const label = <span className={`class class--${of}`}><Icon of={icon} /> {word}</span>;
  return reason ? <span className="two">{label}<small>{reason}</small></span> : label;
}
