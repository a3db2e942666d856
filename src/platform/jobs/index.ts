export { startLoop, type Loop, type LoopOptions } from './loop.ts';
export { defineJob, startJobs, type Job, type Jobs, type JobsOptions } from './jobs.ts';
