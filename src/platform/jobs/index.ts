export { startLoop, type Loop, type LoopOptions } from './loop.ts';
