import { createServer, type AddressInfo, type Socket } from 'node:net';
import { after } from 'node:test';

/** An IMAP server with an empty inbox that takes XOAUTH2 with one token alone: what Dovecot would need a token service for. */
export async function startTokenImap(isGood: (user: string, token: string) => boolean): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    socket.write('* OK [CAPABILITY IMAP4rev1 AUTH=XOAUTH2 SASL-IR] ready\r\n');
    let text = '';
    let refusing: string | null = null;
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
      for (let end = text.indexOf('\r\n'); end >= 0; end = text.indexOf('\r\n')) {
        const line = text.slice(0, end);
        text = text.slice(end + 2);
        if (refusing !== null) {
          socket.write(`${refusing} NO [AUTHENTICATIONFAILED] no\r\n`);
          refusing = null;
          continue;
        }
        const [tag = '', command = '', ...rest] = line.split(' ');
        if (command.toUpperCase() === 'AUTHENTICATE') {
          const [, user = '', token = ''] = /^user=(.*?)\u0001auth=Bearer (.*?)\u0001/.exec(Buffer.from(rest[1] ?? '', 'base64').toString()) ?? [];
          if (isGood(user, token)) socket.write(`${tag} OK welcome\r\n`);
          else {
            refusing = tag;
            socket.write(`+ ${Buffer.from('{"status":"400"}').toString('base64')}\r\n`);
          }
        } else socket.write(`${answerOf(command.toUpperCase())}${tag} OK done\r\n`);
      }
    });
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  after(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

function answerOf(command: string): string {
  if (command === 'CAPABILITY') return '* CAPABILITY IMAP4rev1 AUTH=XOAUTH2 SASL-IR\r\n';
  if (command === 'LIST') return '* LIST (\\HasNoChildren) "/" INBOX\r\n';
  return command === 'LOGOUT' ? '* BYE\r\n' : '';
}
