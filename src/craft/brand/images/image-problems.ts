import { invalid, Problem } from '../../../platform/errors/index.ts';
import { t } from '../../../platform/words/contract.ts';
import { widestPixels } from '../contract.ts';
import type { KnownKind } from './image-kind.ts';

// Why a file is not taken as an image: what it is, and what to do instead. Nothing is kept of any of them.

/** More pixels than this are refused before they are decoded: 25 million take 100 MB, and a file of some hundred bytes can claim them. */
export const mostPixels = 25_000_000;
export const longestSide = 16_384;

/** For kinds that are not read. */
export function kindProblem(kind: Exclude<KnownKind, 'jpeg' | 'png' | 'gif' | 'webp'>): Problem {
  switch (kind) {
    case 'svg': return invalid('image_svg', t('This is an SVG. Mail programs do not show SVG, and one can carry scripts. Export it as PNG, about twice as wide as it should appear, and upload that.'));
    case 'heic': return invalid('image_kind', t('This is a photo in HEIC, which mail programs do not show. Save it as JPEG and upload that.'));
    case 'avif': return invalid('image_kind', t('This is an AVIF, which mail programs do not show. Save it as JPEG or PNG and upload that.'));
    case 'bmp':
    case 'tiff': return invalid('image_kind', t('This is a {kind}, which mail programs do not show. Save it as JPEG or PNG and upload that.', { kind: kind.toUpperCase() }));
    case 'pdf': return invalid('image_kind', t('This is a PDF. Export the page as PNG or JPEG and upload that.'));
    case 'html': return invalid('not_an_image', t('This is a web page, not an image, whatever its name says. Upload a JPEG, PNG, GIF or WebP.'));
    case 'unknown': return invalid('not_an_image', t('This file is no image that we know, whatever its name says. Upload a JPEG, PNG, GIF or WebP.'));
  }
}

export const noRoom = (usedBytes: number, quotaBytes: number): Problem => invalid('image_quota', t('There is no room for this image: your images take {used} MB of {quota} MB. Nothing was kept of it. Use one that is here already, or a smaller one.', { used: Math.ceil(usedBytes / 1_048_576), quota: Math.floor(quotaBytes / 1_048_576) }));

export const emptyFile = (): Problem => invalid('not_an_image', t('The file is empty.'));
export const cutOff = (): Problem => invalid('image_damaged', t('This image ends in the middle: part of the file is missing. Save or download it again and upload it once more.'));
export const damaged = (): Problem => invalid('image_damaged', t('This file begins like an image but cannot be decoded: it is damaged. Open it in a picture program, save it anew, and upload that.'));
export const inkColors = (): Problem => invalid('image_kind', t('This JPEG is in the colours of print (CMYK). Save it in those of screens (RGB) and upload that.'));
export const animatedWebp = (): Problem => invalid('image_kind', t('This is an animated WebP, which mail programs do not show moving. Save it as an animated GIF and upload that.'));
export const wideAnimation = (width: number): Problem => invalid('image_too_wide', t('This animation is {width} pixels wide; {most} is the most. Moving pictures are kept as they are, so make it smaller first: 600 pixels are enough for a mail.', { width, most: widestPixels }));
export const tooManyPixels = (width: number, height: number): Problem => invalid('image_too_large', t('This image is {width} by {height} pixels, more than we decode. Make it smaller: {most} pixels are the widest that mails use.', { width, height, most: widestPixels }));
export const tooLong = (): Problem => invalid('image_too_large', t('Decoding this image took too long, so it was given up. Save it anew in a picture program, smaller, and upload that.'));
export const busy = (): Problem => new Problem('unavailable', 'image_busy', t('Too many images are being uploaded just now. Try again in a minute; nothing was kept of this one.'));
