// The look of a mail is `craft/brand`'s; a document is rendered with it.
export { defaultBrand, type Brand } from '../../brand/contract.ts';
