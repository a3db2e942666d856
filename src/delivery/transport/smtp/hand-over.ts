import { keep } from '../../../platform/words/contract.ts';
import { SmtpProblem, type SmtpStage } from './problem.ts';
import { replyText, type Reply } from './reply.ts';
import type { Wire } from './connection.ts';

/** One mail for one recipient. */
export interface Mail {
  envelopeFrom: string;
  to: string;
  /** Headers and body, CRLF line ends. */
  bytes: Buffer;
}

export type Outcome = 'accepted' | 'refused' | 'deferred' | 'unknown';

export interface HandOverAnswer {
  /**
   * `deferred`: surely not taken, may be tried again. `unknown`: the final dot had left when the line was lost,
   * so the server may or may not have taken the mail.
   */
  outcome: Outcome;
  /** Where it was decided. */
  stage: SmtpStage;
  code: number | null;
  enhanced: string | null;
  /** What the server said; of a broken line a kept sentence. */
  answer: string;
  /** True when the line broke or the server said 421: nothing wrong with this mail. */
  lineLost: boolean;
}

const crlf = Buffer.from('\r\n');
const endOfData = Buffer.from('\r\n.\r\n');
const hiddenDot = Buffer.from('\r\n.');

/**
 * Hands one mail over. Answers whatever happens, a broken line included; afterwards `needsReset` says
 * whether the next one on this line has to clear an unfinished transaction first.
 */
export async function handOver(wire: Wire, mail: Mail, reset: boolean): Promise<{ answer: HandOverAnswer; needsReset: boolean }> {
  const progress = { dotLeft: false, stage: 'sender' as SmtpStage };
  try {
    return await converse(wire, mail, reset, progress);
  } catch (error) {
    if (!(error instanceof SmtpProblem)) throw error;
    const outcome = progress.dotLeft ? 'unknown' : 'deferred';
    return { answer: { outcome, stage: progress.stage, code: null, enhanced: null, answer: error.kept, lineLost: true }, needsReset: true };
  }
}

async function converse(wire: Wire, mail: Mail, reset: boolean, progress: { dotLeft: boolean; stage: SmtpStage }) {
  const tooLarge = sizeProblem(wire, mail.bytes.length);
  if (tooLarge) return { answer: tooLarge, needsReset: reset };
  const { command } = wire.timeouts;
  const dialogue = [...(reset ? ['RSET'] : []), senderCommand(wire, mail), `RCPT TO:<${safe(mail.to)}>`, 'DATA'];
  const pipelined = wire.extensions.has('PIPELINING');
  if (pipelined) wire.write(`${dialogue.join('\r\n')}\r\n`);
  const ask = (text: string, stage: SmtpStage): Promise<Reply> => {
    progress.stage = stage;
    if (!pipelined) wire.write(`${text}\r\n`);
    return wire.read(stage, command);
  };

  if (reset) await ask('RSET', 'sender');
  const [sender, recipient, data] = dialogue.slice(reset ? 1 : 0) as [string, string, string];
  const fromReply = await ask(sender, 'sender');
  if (isOver(fromReply) || (!pipelined && !isPositive(fromReply))) return refusal(wire, fromReply, 'sender');
  const toReply = await ask(recipient, 'recipient');
  if (isOver(toReply) || (!pipelined && !isPositive(toReply))) return refusal(wire, toReply, 'recipient');
  const dataReply = await ask(data, 'content');
  if (!isPositive(fromReply) || !isPositive(toReply)) {
    // RFC 2920, 3.1: a server may say 354 though nobody was accepted; then an empty mail to nobody ends it.
    if (dataReply.code === 354) {
      wire.write('.\r\n');
      await wire.read('content', command);
    }
    return isPositive(fromReply) ? refusal(wire, toReply, 'recipient') : refusal(wire, fromReply, 'sender');
  }
  if (dataReply.code !== 354) return refusal(wire, dataReply, 'content');

  writeContent(wire, mail.bytes, () => { progress.dotLeft = true; });
  const final = await wire.read('content', wire.timeouts.content);
  if (!isPositive(final)) return refusal(wire, final, 'content');
  return { answer: answerOf(final, 'accepted', 'content'), needsReset: false };
}

function writeContent(wire: Wire, bytes: Buffer, onDotLeft: () => void): void {
  const stuffed = stuffDots(bytes);
  const ended = stuffed.length >= 2 && stuffed.subarray(-2).equals(crlf);
  wire.write(Buffer.concat([stuffed, ended ? endOfData.subarray(2) : endOfData]), onDotLeft);
}

/** RFC 5321, 4.5.2: a line that begins with a dot gets another before it. */
export function stuffDots(bytes: Buffer): Buffer {
  if (bytes[0] !== 0x2e && bytes.indexOf(hiddenDot) < 0) return bytes;
  return Buffer.from(bytes.toString('latin1').replace(/^\.|(?<=\r\n)\./g, '..'), 'latin1');
}

function refusal(wire: Wire, reply: Reply, stage: SmtpStage): { answer: HandOverAnswer; needsReset: boolean } {
  const outcome = reply.code >= 500 ? 'refused' : 'deferred';
  const answer = answerOf(reply, outcome, stage);
  if (reply.code === 421) wire.destroy();
  return { answer: { ...answer, lineLost: reply.code === 421 }, needsReset: true };
}

function answerOf(reply: Reply, outcome: Outcome, stage: SmtpStage): HandOverAnswer {
  return { outcome, stage, code: reply.code, enhanced: reply.enhanced, answer: replyText(reply), lineLost: false };
}

function senderCommand(wire: Wire, mail: Mail): string {
  const size = wire.extensions.has('SIZE') ? ` SIZE=${mail.bytes.length}` : '';
  return `MAIL FROM:<${safe(mail.envelopeFrom)}>${size}`;
}

/** The last wall before the wire: whatever came this far, a command stays one command. */
function safe(address: string): string {
  // eslint-disable-next-line no-control-regex
  if (!/^[^\u0000-\u0020<>\u007f-\uffff]*$/.test(address)) throw new TypeError('an address that cannot stand in an SMTP command came to be sent');
  return address;
}

function sizeProblem(wire: Wire, size: number): HandOverAnswer | null {
  const most = Number(wire.extensions.get('SIZE') || 0);
  if (!most || size <= most) return null;
  return { outcome: 'refused', stage: 'content', code: 552, enhanced: '5.3.4', answer: `552 5.3.4 ${keep('the mail has {size} bytes, the server takes {most}', { size, most })}`, lineLost: false };
}

/** The server hangs up: no further answer will come. */
const isOver = (reply: Reply): boolean => reply.code === 421;
const isPositive = (reply: Reply): boolean => reply.code >= 200 && reply.code < 300;
