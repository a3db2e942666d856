import { lazy, Suspense, useImperativeHandle, useRef, type Ref } from 'react';
import { t } from '../../../../platform/ui/words.ts';
import type { VisualEditorHandle, VisualEditorProps } from './editor-surface.tsx';

export type { VisualEditorHandle } from './editor-surface.tsx';

const Surface = lazy(() => import('./editor-surface.tsx').then((module) => ({ default: module.EditorSurface })));

/** The visual editor. Its code, some hundred kilobytes, loads when it is first shown; where to go is remembered until then. */
export function VisualEditor({ ref, ...props }: Omit<VisualEditorProps, 'wanted'> & { ref?: Ref<VisualEditorHandle> }) {
  const surface = useRef<VisualEditorHandle>(null);
  const wanted = useRef<string | null>(null);
  useImperativeHandle(ref, () => ({
    focus: () => surface.current?.focus(),
    goToBlock: (id) => {
      wanted.current = id;
      surface.current?.goToBlock(id);
    },
  }), []);
  return <Suspense fallback={<div className="ed ed--waiting" role="status" aria-label={t('Loading the editor')} />}><Surface {...props} ref={surface} wanted={wanted} /></Suspense>;
}
