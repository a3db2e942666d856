export { defaultBrand, type Brand } from './brand.ts';
export { imagePath } from './images/image-address.ts';
export { createImageMaker } from './images/image-maker.ts';
export { serveImages, type ImagesDoor } from './images/serve-images.ts';
export { uploadImage, type ImageUpload } from './images/upload-image.ts';
export { changeBrand } from './change-brand.ts';
export { readBrand } from './read-brand.ts';
export { brandRoutes, type BrandDeps } from './routes.ts';
