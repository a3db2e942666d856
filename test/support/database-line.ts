import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { after } from 'node:test';

/** The line to a database, which a test can cut: what PostgreSQL being stopped looks like from outside. */
export interface DatabaseLine {
  /** The database's address through this line. */
  url: string;
  /** Ends every connection and refuses new ones. */
  cut(): void;
  /** Lets connections stand and nothing through: a server that hangs. */
  hang(): void;
  mend(): void;
}

export async function databaseLine(databaseUrl: string): Promise<DatabaseLine> {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let state: 'open' | 'cut' | 'hanging' = 'open';
  const server = createServer((near) => {
    if (state === 'cut') return void near.destroy();
    const far = connect(Number(target.port), target.hostname);
    for (const [socket, other] of [[near, far], [far, near]] as const) {
      sockets.add(socket);
      socket.on('data', (chunk) => { if (state === 'open') other.write(chunk); });
      socket.on('error', () => other.destroy());
      socket.on('close', () => { sockets.delete(socket); other.destroy(); });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const drop = () => { for (const socket of sockets) socket.destroy(); };
  after(() => { server.close(); drop(); });
  const url = new URL(databaseUrl);
  url.hostname = '127.0.0.1';
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    cut() { state = 'cut'; drop(); },
    hang() { state = 'hanging'; },
    // What hung has lost bytes: those connections are of no use to anybody.
    mend() { if (state === 'hanging') drop(); state = 'open'; },
  };
}
