import type { SigningKeys } from '../../tracking/index.ts';
import type { ClaimedMessage } from '../gate/claim-batch.ts';
import { returnPathAddress, returnPathToken } from '../content/return-path.ts';
import { wireAddress } from '../mime/header.ts';

export interface ComposePorts {
  keys: SigningKeys;
  /** Adds a DKIM signature for the From domain when the workspace has a key for it. */
  sign(workspaceId: number, fromDomain: string, mail: string): Promise<string>;
}

/** Fills a message's slots and signs it; throws LiquidProblem when the content fails for this person. */
export async function composeMail(message: ClaimedMessage, ports: ComposePorts, date: Date): Promise<{ envelopeFrom: string; to: string; bytes: Buffer }> {
  const { lane, email } = message;
  const token = returnPathToken(ports.keys, lane.workspaceId, message.messageId);
  const prepared = email.prepared({ purpose: lane.purpose, sourceKind: message.sourceKind, sourceId: message.sourceId });
  const mail = prepared.fill({
    messageId: message.messageId, token, name: message.name, address: message.address, values: message.values, pixel: message.pixel, date,
  });
  const from = wireAddress(email.fromAddress);
  const fromDomain = from.slice(from.lastIndexOf('@') + 1);
  const signed = await ports.sign(lane.workspaceId, fromDomain, mail);
  return {
    envelopeFrom: returnPathAddress(lane.server.returnPath, token, fromDomain),
    to: wireAddress(message.address),
    // The mail is ASCII by construction: its content is quoted-printable, its headers encoded words.
    bytes: Buffer.from(signed, 'latin1'),
  };
}
