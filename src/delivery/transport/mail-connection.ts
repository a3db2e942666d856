import { openWire, type SmtpOptions } from './smtp/connection.ts';
import { handOver, type HandOverAnswer, type Mail } from './smtp/hand-over.ts';

/** A line to a mail server that takes one mail after the other. */
export interface MailConnection {
  /** False when it broke, was closed, or has carried as many mails as one line should. */
  readonly isUsable: boolean;
  /** Mails the server has accepted on this line. */
  readonly accepted: number;
  /** Hands one mail over; answers whatever happens. One at a time. */
  handOver(mail: Mail): Promise<HandOverAnswer>;
  close(): void;
}

export interface MailConnectionOptions extends SmtpOptions {
  /** Some servers end a line that carries too many; ours is ended first, politely. */
  mailsAtMost?: number;
}

/** Opens a line; throws an SmtpProblem that names the step and the reason. */
export async function openMailConnection(options: MailConnectionOptions): Promise<MailConnection> {
  const wire = await openWire(options);
  const most = options.mailsAtMost ?? Infinity;
  let needsReset = false;
  let carried = 0;
  let accepted = 0;
  return {
    get isUsable() {
      return wire.isOpen && carried < most;
    },
    get accepted() {
      return accepted;
    },
    async handOver(mail) {
      const done = await handOver(wire, mail, needsReset);
      ({ needsReset } = done);
      carried += 1;
      if (done.answer.outcome === 'accepted') accepted += 1;
      return done.answer;
    },
    close: () => wire.quit(),
  };
}
