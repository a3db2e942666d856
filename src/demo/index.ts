export { createDemo, type DemoOptions } from './create-demo.ts';
export { demoDoorway, type DemoDoorway } from './demo-door.ts';
export type { DemoPart, DemoProgress } from './demo-progress.ts';
export { startReaders, type ReadersOptions } from './readers.ts';
