import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { access, chmod, chown, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// A real IMAP server for tests: Debian's Dovecot, wholly as a user without rights, on a loopback port, with a folder of its own.

export interface Dovecot {
  imapPort: number;
  /** Everybody's. */
  password: string;
  /** Lays a mail into a folder, as a delivery agent does: there at once, heard over IDLE. Answers the file's path. */
  deliver(user: string, raw: string | Buffer, folder?: 'INBOX' | 'Sent' | 'Junk'): Promise<string>;
  /** Every mail in a folder, as it lies there. */
  read(user: string, folder?: 'INBOX' | 'Sent' | 'Junk'): Promise<string[]>;
  /** Makes the server forget its numbers of a folder: the next look finds another UIDVALIDITY. */
  forgetNumbers(user: string, folder?: 'INBOX' | 'Sent' | 'Junk'): Promise<void>;
  stop(): Promise<void>;
}

const program = '/usr/sbin/dovecot';

/** Starts one; answers why not where it cannot be. */
export async function startDovecot(): Promise<Dovecot | string> {
  if (process.platform !== 'linux') return 'Dovecot is started on Linux only';
  try {
    await access(program);
  } catch {
    return 'Dovecot is not installed (Debian: dovecot-imapd)';
  }
  const folder = await mkdtemp(join(tmpdir(), 'kindred-dovecot-'));
  try {
    return await startIn(folder);
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    return `Dovecot does not start: ${(error as Error).message}`;
  }
}

/** As root it would refuse; whoever runs the tests otherwise is good enough. */
function who(): { uid: number; gid: number; user: string; group: string } {
  const asked = (args: string[]) => execFileSync('id', args, { encoding: 'utf8' }).trim();
  const name = process.getuid!() === 0 ? ['nobody'] : [];
  return { uid: Number(asked(['-u', ...name])), gid: Number(asked(['-g', ...name])), user: asked(['-un', ...name]), group: asked(['-gn', ...name]) };
}

async function startIn(folder: string): Promise<Dovecot> {
  const { uid, gid, user, group } = who();
  const own = async (path: string) => { if (process.getuid!() === 0) await chown(path, uid, gid); };
  await chmod(folder, 0o755);
  await own(folder);
  for (const part of ['run', 'state', 'mail']) {
    await mkdir(join(folder, part));
    await own(join(folder, part));
  }
  const imapPort = await freePort();
  const config = join(folder, 'dovecot.conf');
  await writeFile(config, configOf({ folder, imapPort, user, group, uid, gid }));
  const child = spawn(program, ['-F', '-c', config], { ...(process.getuid!() === 0 ? { uid, gid } : {}), stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr!.on('data', (chunk: Buffer) => { said += chunk.toString(); });
  try {
    await answering(imapPort, child);
  } catch {
    await ended(child);
    throw new Error(said.slice(0, 500) || 'no answer');
  }

  const folderOf = async (name: string, mailbox: string): Promise<string> => {
    const home = join(folder, 'mail', name);
    const place = mailbox === 'INBOX' ? home : join(home, `.${mailbox}`);
    for (const path of [home, place, join(place, 'tmp'), join(place, 'new'), join(place, 'cur')]) {
      await mkdir(path, { recursive: true });
      await own(path);
    }
    return place;
  };
  return {
    imapPort, password: 'kept-from-eyes',
    async deliver(name, raw, mailbox = 'INBOX') {
      const place = await folderOf(name, mailbox);
      const file = `${Date.now()}.${randomUUID()}.test`;
      const draft = join(place, 'tmp', file);
      await writeFile(draft, raw);
      await own(draft);
      await rename(draft, join(place, 'new', file));
      return join(place, 'new', file);
    },
    async read(name, mailbox = 'INBOX') {
      const place = await folderOf(name, mailbox);
      const mails: string[] = [];
      for (const part of ['new', 'cur']) for (const file of await readdir(join(place, part))) mails.push(await readFile(join(place, part, file), 'latin1'));
      return mails;
    },
    async forgetNumbers(name, mailbox = 'INBOX') {
      const place = await folderOf(name, mailbox);
      for (const file of ['dovecot-uidlist', 'dovecot.index', 'dovecot.index.log', 'dovecot.index.cache']) await rm(join(place, file), { force: true });
      const later = Math.floor(Date.now() / 1000) + 1000;
      await writeFile(join(place, 'dovecot-uidlist'), `3 V${later} N1 G${randomUUID().replaceAll('-', '')}\n`);
      await own(join(place, 'dovecot-uidlist'));
    },
    async stop() {
      await ended(child);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const configOf = ({ folder, imapPort, user, group, uid, gid }: { folder: string; imapPort: number; user: string; group: string; uid: number; gid: number }): string => `
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = /dev/stderr
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain login
default_login_user = ${user}
default_internal_user = ${user}
default_internal_group = ${group}
first_valid_uid = 1
first_valid_gid = 0
mail_uid = ${uid}
mail_gid = ${gid}
mail_location = maildir:${folder}/mail/%u
mail_max_userip_connections = 50
maildir_stat_dirs = yes
mailbox_list_index = no
passdb {
  driver = static
  args = password=kept-from-eyes
}
userdb {
  driver = static
  args = uid=${uid} gid=${gid} home=${folder}/mail/%u
}
namespace inbox {
  inbox = yes
  separator = /
  mailbox Sent {
    auto = subscribe
    special_use = \\Sent
  }
  mailbox Junk {
    auto = subscribe
    special_use = \\Junk
  }
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${imapPort}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
}
service stats {
  chroot =
}
`;

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => { server.close(resolve); });
  return port;
}

/** Until it greets, for ten seconds at most. */
async function answering(port: number, child: ChildProcess): Promise<void> {
  const end = Date.now() + 10_000;
  for (;;) {
    const greets = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1');
      socket.once('data', (chunk) => { socket.destroy(); resolve(chunk.toString().startsWith('* OK')); });
      socket.once('error', () => resolve(false));
      socket.once('close', () => resolve(false));
    });
    if (greets) return;
    if (Date.now() > end || child.exitCode !== null) throw new Error('no answer');
    await new Promise((resolve) => { setTimeout(resolve, 20); });
  }
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => { child.once('exit', resolve); });
  child.kill('SIGTERM');
  const patience = setTimeout(() => child.kill('SIGKILL'), 3000);
  await gone;
  clearTimeout(patience);
}
