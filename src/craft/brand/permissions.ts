export { canView as canSeeBrand, canWriteEmails as canUploadImages, canChangeBrand } from '../../people/workspaces/index.ts';
