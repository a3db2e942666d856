export { compileEmail, type CompiledEmail, type CompileRequest, type UsedVariable } from './compile/compile-email.ts';
export { hasErrors } from './compile/findings.ts';
export { renderPreview } from './compile/render-preview.ts';
export { createEmail, type NewEmail } from './create-email.ts';
export { refuseUnreadable } from './document/read-document.ts';
export { copyName, duplicateEmail } from './duplicate-email.ts';
export { previewEmail, readerValues } from './preview-email.ts';
export { draftOf, findEmail, findVersion, type EmailRow } from './queries.ts';
export { emailsRoutes } from './routes.ts';
