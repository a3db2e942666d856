import { connect, type Socket } from 'node:net';
import { percentile } from './bench.ts';

// The load of the track bench, in a process of its own: keep-alive connections that each send a request, wait for
// the whole answer and send the next. The very same for the figure and for its ceiling.

export interface LoadWork {
  port: number;
  connections: number;
  paths: string[];
}
export interface LoadReport {
  seconds: number;
  p99Ms: number;
  /** Answers by status. */
  statuses: Record<string, number>;
}

const agent = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';

process.on('message', (work: LoadWork) => {
  load(work).then((report) => process.send!(report), (error: unknown) => {
    console.error(error);
    process.exit(1);
  });
});

async function load({ port, connections, paths }: LoadWork): Promise<LoadReport> {
  const requests = paths.map((path) => Buffer.from(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUser-Agent: ${agent}\r\nAccept: */*\r\n\r\n`));
  const times: number[] = [];
  const statuses: Record<string, number> = {};
  let next = 0;
  const sockets = await Promise.all(Array.from({ length: connections }, () => opened(port)));
  const started = performance.now();
  await Promise.all(sockets.map((socket) => new Promise<void>((resolve, reject) => {
    let sentAt = 0;
    let pending = '';
    const send = () => {
      const request = requests[next];
      next += 1;
      if (!request) return void socket.end(resolve);
      sentAt = performance.now();
      socket.write(request);
    };
    socket.on('error', reject);
    socket.on('data', (chunk) => {
      pending += chunk.toString('latin1');
      const end = pending.indexOf('\r\n\r\n');
      if (end < 0) return;
      const length = Number(/\r\ncontent-length: (\d+)/i.exec(pending.slice(0, end))?.[1] ?? 0);
      if (pending.length < end + 4 + length) return;
      const status = pending.slice(9, 12);
      statuses[status] = (statuses[status] ?? 0) + 1;
      pending = '';
      times.push(performance.now() - sentAt);
      send();
    });
    send();
  })));
  return { seconds: (performance.now() - started) / 1000, p99Ms: percentile(times, 0.99), statuses };
}

function opened(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => resolve(socket.setNoDelay(true)));
    socket.once('error', reject);
  });
}
