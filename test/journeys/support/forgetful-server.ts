import { createServer, type AddressInfo, type Socket } from 'node:net';

// A mail server of somebody else's, with a login, that can be told to drop the line at the worst moment.

export interface ForgetfulServer {
  port: number;
  /** While set, the line is cut after a mail has come in whole and before it is answered. */
  forgets: boolean;
  /** Addresses of the mails it answered for. */
  taken: string[];
  close(): Promise<void>;
}

export async function startForgetfulServer(login: { username: string; password: string }): Promise<ForgetfulServer> {
  const sockets = new Set<Socket>();
  const plain = Buffer.from(`\0${login.username}\0${login.password}`).toString('base64');
  const server = createServer((socket) => {
    sockets.add(socket.on('close', () => sockets.delete(socket)).on('error', () => {}));
    socket.write('220 somebody else’s server\r\n');
    let rest = '';
    let isContent = false;
    let to = '';
    const take = (line: string): void => {
      if (isContent) {
        if (line !== '.') return;
        isContent = false;
        if (self.forgets) return void socket.destroy();
        self.taken.push(to);
        return void socket.write('250 2.0.0 taken\r\n');
      }
      if (line.startsWith('RCPT')) to = /<(.+)>/.exec(line)![1]!;
      isContent = line === 'DATA';
      socket.write(`${answerTo(line, plain)}\r\n`);
    };
    socket.on('data', (chunk) => {
      const lines = (rest + chunk.toString('latin1')).split('\r\n');
      rest = lines.pop()!;
      lines.forEach(take);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const self: ForgetfulServer = {
    port: (server.address() as AddressInfo).port, forgets: false, taken: [],
    close: () => new Promise((resolve) => {
      for (const socket of sockets) socket.destroy();
      server.close(() => resolve());
    }),
  };
  return self;
}

function answerTo(line: string, plain: string): string {
  if (line.startsWith('EHLO')) return '250-server\r\n250-PIPELINING\r\n250 AUTH PLAIN';
  if (line.startsWith('AUTH')) return line === `AUTH PLAIN ${plain}` ? '235 welcome' : '535 5.7.8 wrong user name or password';
  if (line === 'DATA') return '354 go on';
  return line === 'QUIT' ? '221 bye' : '250 ok';
}
