import { useRef } from 'react';
import type { EditorContext } from './editor-context.ts';

/** The one context of an editor's life; what it calls is set on each drawing. */
export function useContextObject(): EditorContext {
  const held = useRef<EditorContext | null>(null);
  held.current ??= {
    labelOf: (path) => path, redraw: new Set(), takeFiles: () => {}, takePasted: () => {}, inspect: () => {}, keep: null, onMenuKey: () => false, askForLink: () => {},
  };
  return held.current;
}
