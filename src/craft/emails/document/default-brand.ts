import type { Network } from './document.ts';

/** How a workspace's mails look; `craft/brand` keeps it, a document is rendered with it. */
export interface Brand {
  /** Null: the mail begins with its text. */
  logoUrl: string | null;
  logoAlt: string;
  /** Pixels. */
  logoWidth: number;
  /** `#rrggbb` each: buttons; words; around the mail; behind the words; links. */
  colors: { accent: string; text: string; background: string; surface: string; link: string };
  /** Font stacks as CSS has them, without web fonts: those would call a third party for every reader. */
  fonts: { heading: string; body: string };
  /** Of buttons, images and the mail's own frame, in pixels. */
  cornerRadius: number;
  /** Said in each footer before the postal address. */
  footerText: string;
  /** What a new social row begins with. */
  social: { network: Network; href: string }[];
}

const sans = "-apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif";

/** The look of a workspace that has set none. */
export const defaultBrand: Brand = {
  logoUrl: null, logoAlt: '', logoWidth: 140,
  colors: { accent: '#1f2937', text: '#1f2937', background: '#f4f4f5', surface: '#ffffff', link: '#1d4ed8' },
  fonts: { heading: sans, body: sans },
  cornerRadius: 6,
  footerText: '',
  social: [],
};
