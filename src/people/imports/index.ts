export { importsRoutes, type ImportsDeps } from './routes.ts';
export { startImports, type ImportWorker } from './work-imports.ts';
export { importsFollower, sweepUploads } from './sweep-uploads.ts';
export { uploadFiles, type UploadFiles } from './upload-files.ts';
