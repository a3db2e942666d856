import { startSink } from './smtp-sink.ts';

// The sink as a process of its own, the same for both sides of the bench. Says its port when it
// listens, and how many mails it has taken when asked.

const sink = await startSink();
process.on('message', () => process.send!({ count: sink.count() }));
process.on('disconnect', () => process.exit(0));
process.send!({ port: sink.port });
