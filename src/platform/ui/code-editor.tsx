import { lazy, Suspense } from 'react';
import type { CodeEditorProps } from './code-mirror.tsx';
import { t } from './words.ts';

export type { CodeEditorHandle, CodeEditorProps, CodeLanguage, LineMark } from './code-mirror.tsx';

const CodeMirror = lazy(() => import('./code-mirror.tsx').then((module) => ({ default: module.CodeMirror })));

/** HTML, MJML or Markdown with Liquid marked. Its code loads when it is first shown. */
export function CodeEditor(props: CodeEditorProps) {
  return <Suspense fallback={<div className="code code-wait" role="status" aria-label={t('Loading the editor')} />}><CodeMirror {...props} /></Suspense>;
}
