import { lazy, Suspense } from 'react';
import { t } from '../../../../platform/ui/words.ts';
import type { VisualEditorProps } from './editor-surface.tsx';

export type { VisualEditorHandle, VisualEditorProps } from './editor-surface.tsx';

const Surface = lazy(() => import('./editor-surface.tsx').then((module) => ({ default: module.EditorSurface })));

/** The visual editor. Its code, some hundred kilobytes, loads when it is first shown. */
export function VisualEditor(props: VisualEditorProps) {
  return <Suspense fallback={<div className="ed ed--waiting" role="status" aria-label={t('Loading the editor')} />}><Surface {...props} /></Suspense>;
}
