import type { MessageRow } from './inbound-queries.ts';

/** Whether an answer to a message counts: only mail of either team, and only what left us. */
export const isCredited = (message: MessageRow): boolean => message.team !== null && (message.state === 'accepted' || message.state === 'unknown');
