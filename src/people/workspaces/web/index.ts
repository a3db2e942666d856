// What other slices' pages take from here.
export { SettingsFrame, type SettingsPart } from './settings-frame.tsx';
