export { createDemo, type DemoOptions } from './create-demo.ts';
export { startReaders, type ReadersOptions } from './readers.ts';
