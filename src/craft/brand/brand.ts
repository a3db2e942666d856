import { z } from 'zod';
import { phrase, says, t, type Phrase } from '../../platform/words/contract.ts';

// How a workspace's mails look. Pure: the browser's preview, the editor and the compiler share it.

/** Networks that a social row names. */
export const socialNetworks = ['facebook', 'instagram', 'linkedin', 'x', 'youtube', 'tiktok', 'mastodon', 'bluesky', 'threads', 'whatsapp', 'github', 'website'] as const;
export type SocialNetwork = (typeof socialNetworks)[number];

/** Fonts that readers' machines have. Web fonts are none of them: those would call a third party for every reader. */
export const fontStacks = {
  'System': "-apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif",
  'Arial': 'Arial, Helvetica, sans-serif',
  'Verdana': 'Verdana, Geneva, sans-serif',
  'Tahoma': 'Tahoma, Verdana, sans-serif',
  'Trebuchet': "'Trebuchet MS', Tahoma, sans-serif",
  'Georgia': "Georgia, 'Times New Roman', serif",
  'Times': "'Times New Roman', Times, serif",
  'Palatino': "'Palatino Linotype', Palatino, 'Book Antiqua', Georgia, serif",
  'Courier': "'Courier New', Courier, monospace",
} as const;
const stacks = new Set<string>(Object.values(fontStacks));

// What a brand says stands within every mail: Liquid in it would be run there, and a broken piece of it
// would keep all emails from being sent.
const plain = (text: string): boolean => !/\{[{%]/.test(text) && !/[\0-\x08\x0b\x0c\x0e-\x1f]/.test(text);
const text = (max: number) => z.string().trim().max(max).refine(plain, says('Plain words, please: no {{ or {%.'));
const line = (max: number) => text(max).refine((value) => !/[\r\n]/.test(value), says('One line, please: no line breaks.'));
const webAddress = (schemes: RegExp, hint: Phrase) => line(2000).refine((value) => {
  try {
    return schemes.test(new URL(value).protocol) && !/[\s"'<>\\]/.test(value);
  } catch {
    return false;
  }
}, { error: () => t(hint) });
const color = z.string().regex(/^#[0-9a-f]{6}$/i, says('A colour is # and six digits: #1f2937.')).transform((value) => value.toLowerCase());
const font = z.string().refine((value) => stacks.has(value), { error: () => t('One of: {fonts}.', { fonts: Object.values(fontStacks).join(' | ') }) });

export const brand = z.object({
  /** Null: the mail begins with its text. */
  logoUrl: webAddress(/^https?:$/, phrase('An address that begins with https://')).nullable(),
  /** What is read where pictures are off; empty: the company's name says enough beside it. */
  logoAlt: line(200),
  /** Pixels. */
  logoWidth: z.number().int().min(24).max(600),
  /** Buttons; words; around the mail; behind the words; links. */
  colors: z.object({ accent: color, text: color, background: color, surface: color, link: color }),
  /** One of `fontStacks` each. */
  fonts: z.object({ heading: font, body: font }),
  /** Of buttons, images and the mail's own frame, in pixels. */
  cornerRadius: z.number().int().min(0).max(32),
  /** Said in each footer before the postal address. */
  footerText: text(1000),
  /** What a new social row begins with. */
  social: z.array(z.object({ network: z.enum(socialNetworks), href: webAddress(/^(https?|mailto):$/, phrase('An address that begins with https://')) })).max(12),
});

/** How a workspace's mails look. Colours are `#rrggbb`, fonts CSS stacks, measures pixels. */
export type Brand = z.output<typeof brand>;

/** The look of a workspace that has set none. */
export const defaultBrand: Brand = {
  logoUrl: null, logoAlt: '', logoWidth: 140,
  colors: { accent: '#1f2937', text: '#1f2937', background: '#f4f4f5', surface: '#ffffff', link: '#1d4ed8' },
  fonts: { heading: fontStacks.System, body: fontStacks.System },
  cornerRadius: 6,
  footerText: '',
  social: [],
};
