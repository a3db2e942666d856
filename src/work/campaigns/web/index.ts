// What other slices' screens take from here.
export { CampaignsTable } from './campaigns-table.tsx';
export { HeldList, ProgressPanel } from './progress-panel.tsx';
export { besides, tallyOf } from './progress-words.ts';
export { Status } from './status.tsx';
export { TimetableSection } from './timetable-section.tsx';
export { hrefOf, statusWords, underWay } from './status-words.ts';
export { SubjectSection } from './subject-section.tsx';
export { useEmailDraft } from './use-drafts.ts';
export { WindowFields } from './window-fields.tsx';
