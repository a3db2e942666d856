// What other slices' screens take from here.
export { BodySection, type Part } from './body-section.tsx';
export { ClashDialog } from './clash-dialog.tsx';
export { FindingsList } from './findings-list.tsx';
export { InboxLine } from './inbox-line.tsx';
export { PreviewPane } from './preview-pane.tsx';
export { SaveState } from './save-state.tsx';
export { ShelfContext, type Shelf } from './editor/shelf.ts';
export { starterFor, starters } from './starters.ts';
export { SettingsPlace } from './settings-place.tsx';
export type { VisualEditorHandle } from './editor/visual-editor.tsx';
export { useAutosave, type Autosaved } from './use-autosave.ts';
export type { Phase, Saved } from './autosave.ts';
export { usePreview } from './use-preview.ts';
export { VariablePicker } from './variable-picker.tsx';
export { VersionsDrawer } from './versions-drawer.tsx';
