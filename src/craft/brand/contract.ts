import { z } from 'zod';
import { endpoint, id, instant, pageOf, pageQuery } from '../../platform/http/contract.ts';
import { brand } from './brand.ts';

export * from './brand.ts';
export * from './contrast.ts';
export * from './contrast-words.ts';

// The look of a workspace's mails, and the images in them. Shared with the browser.

/** As mail programs show all of them; what comes in as WebP leaves as one of these. */
export const imageType = z.enum(['image/jpeg', 'image/png', 'image/gif']);
export type ImageType = z.infer<typeof imageType>;

/** Files larger than this are refused. */
export const uploadLimitBytes = 10 * 1024 * 1024;
/** All pictures of a workspace together, as they lie ready; more are refused. */
export const imagesQuotaBytes = 500 * 1024 * 1024;
/** Wider pictures are made smaller: twice the width of a mail, for screens of double density. */
export const widestPixels = 1600;

/** A picture as it lies ready: smaller, upright, without what a camera noted. `url` is absolute and lasts for years. */
export const image = z.object({
  id,
  url: z.string(),
  /** Pixels. */
  width: z.number().int(),
  height: z.number().int(),
  bytes: z.number().int(),
  type: imageType,
  /** As its uploader named the file. */
  name: z.string(),
  createdAt: instant,
  createdBy: z.object({ id, name: z.string() }).nullable(),
});
export type ImageView = z.infer<typeof image>;

export const colorPair = z.enum(['text-on-surface', 'link-on-surface', 'button-on-surface']);

/** Two colours that are hard to tell apart. `ratio` and what is `wanted` are WCAG 2 contrast ratios. */
export const contrastWarning = z.object({ pair: colorPair, ratio: z.number(), wanted: z.number(), message: z.string() });

const tag = 'Brand and images';

export const getBrand = endpoint({
  method: 'GET', path: '/brand', tag, summary: 'How mails look: logo, colours, fonts, footer, social addresses',
  response: z.object({ brand, warnings: z.array(contrastWarning) }),
});

export const changeBrand = endpoint({
  method: 'PATCH', path: '/brand', tag, summary: 'Change the look of mails; what is not named stays',
  body: brand.partial(), response: getBrand.response,
});

export const listImages = endpoint({
  method: 'GET', path: '/images', tag, summary: 'Images uploaded here, newest first',
  query: pageQuery, response: pageOf(image).extend({
    /** What all of them weigh, and may weigh. */
    usedBytes: z.number().int(), quotaBytes: z.number().int(),
  }),
});

export const uploadImage = endpoint({
  method: 'POST', path: '/images', tag,
  summary: 'Upload a JPEG, PNG, GIF or WebP of up to 10 MB, as the body or as part `file` of a form; answers it as mails can use it',
  response: image,
});
