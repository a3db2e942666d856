import type { DemoDoor } from '../people/workspaces/index.ts';
import { createDemo, type DemoOptions } from './create-demo.ts';
import type { DemoProgress } from './demo-progress.ts';

export interface DemoDoorway {
  /** Makes the demo company if need be; who asks while it is being made waits for the same one. */
  open(): Promise<DemoDoor>;
  /** How far it is; null while none is being made in this process. */
  progress(): DemoProgress | null;
}

/** The way into the demo company. */
export function demoDoorway(options: () => Omit<DemoOptions, 'onProgress'>): DemoDoorway {
  let making: Promise<DemoDoor> | null = null;
  let progress: DemoProgress | null = null;
  return {
    open: () => (making ??= createDemo({ ...options(), onProgress: (now) => { progress = now; } }).finally(() => {
      making = null;
      progress = null;
    })),
    progress: () => progress,
  };
}
