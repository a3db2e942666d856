import { t } from '../../../platform/ui/words.ts';

const names: Record<string, () => string> = {
  paragraph: () => t('Text'), heading: () => t('Heading'), bulletList: () => t('Bulleted list'), orderedList: () => t('Numbered list'), blockquote: () => t('Quote'),
  image: () => t('Image'), button: () => t('Button'), divider: () => t('Divider'), columns: () => t('Columns'), column: () => t('Column'), social: () => t('Social row'),
  footer: () => t('Footer'), html: () => t('HTML'), condition: () => t('Only if'),
};

/** What a kind of block is called on the screen. */
export const nameOfBlock = (type: string): string => names[type]?.() ?? type;
