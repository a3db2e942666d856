// What other slices' pages take from here.
export { clockOfMinute, minuteOfClock } from './settings-words.ts';
export { SettingsFrame, type SettingsPart } from './settings-frame.tsx';
