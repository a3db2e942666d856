import type { SmtpStage } from './smtp/problem.ts';

// What a refusal means. "5.x.x means a dead address" is wrong more often than right, and calling
// a living address dead is the costly mistake: only words or codes that speak of this very
// address suppress it. Used for answers during hand-over and for the bounces that come later.

export type RefusalMeaning =
  | 'address-unknown' | 'domain-unknown' | 'address-moved' | 'domain-takes-no-mail'
  | 'mailbox-disabled' | 'mailbox-full'
  | 'sender' | 'authentication' | 'reputation' | 'spam' | 'policy' | 'relaying' | 'too-large' | 'rate' | 'server' | 'unclear';

export interface Refusal {
  code: number | null;
  /** RFC 3463, as the server gave it. */
  enhanced: string | null;
  text: string;
  /** Unknown for bounces. */
  stage?: SmtpStage | null;
}

export interface RefusalReading {
  meaning: RefusalMeaning;
  /** Null: it says nothing of the address, but of us, our mail or their server. */
  bounce: 'permanent' | 'temporary' | null;
  /** Never write to this address again. */
  suppress: boolean;
}

const dead: ReadonlySet<RefusalMeaning> = new Set(['address-unknown', 'domain-unknown', 'address-moved', 'domain-takes-no-mail']);
const resting: ReadonlySet<RefusalMeaning> = new Set(['mailbox-full', 'mailbox-disabled']);

/** Reads what a refusal means, words before codes: codes are often wrong, words seldom. */
export function readRefusal(refusal: Refusal): RefusalReading {
  const meaning = meaningOf(refusal);
  const isPermanent = refusal.code !== null ? refusal.code >= 500 : refusal.enhanced === null || refusal.enhanced.startsWith('5');
  if (dead.has(meaning)) return { meaning, bounce: isPermanent ? 'permanent' : 'temporary', suppress: isPermanent };
  return { meaning, bounce: resting.has(meaning) ? 'temporary' : null, suppress: false };
}

function meaningOf({ code, enhanced, text, stage }: Refusal): RefusalMeaning {
  const words = text.toLowerCase().replace(/\s+/g, ' ');
  for (const [meaning, pattern] of wordRules) if (pattern.test(words)) return meaning;
  const byStatus = enhanced && statusMeaning(enhanced);
  if (byStatus) return byStatus;
  // A bare 550 or 553 to RCPT TO with nothing else said is about the recipient (RFC 5321, 4.2.3).
  if (enhanced === null && stage === 'recipient' && (code === 550 || code === 551)) return code === 551 ? 'address-moved' : 'address-unknown';
  return 'unclear';
}

// In this order: what speaks of us comes before what speaks of the recipient, since servers name the recipient in both.
const wordRules: [RefusalMeaning, RegExp][] = [
  ['sender', /domain of (?:the )?sender|sender (?:address |domain |e?-?mail )?(?:<[^>]*> ?)?(?:rejected|refused|denied|unknown|not (?:found|exist|allowed|verified)|does not exist|domain must)|(?:cannot|could not|unable to) (?:verify|resolve) (?:the )?sender|your (?:domain|ip|host|server|message|e-?mail)\b.{0,60}(?:not accept|reject|refus|block|denied)|bad sender|mail from:? (?:address )?(?:must|reject|invalid)|valid from\b|from:? ?domain is|(?:my|your|helo|ehlo) (?:host)?name (?:was |is )?(?:rejected|invalid)|(?:helo|ehlo).{0,30}(?:rejected|invalid|refused)/],
  ['authentication', /\b(?:spf|dkim|dmarc)\b|unauthenticated (?:email|mail|sender)|5\.7\.515|sender id \(pra\)|authentication (?:level|checks|required)/],
  ['reputation', /black ?list|block ?list|\bdnsbl\b|\brbl\b|spamhaus|spamcop|barracuda|reputation|\bptr\b|reverse dns|poor standing|blocked using|banned|(?:ip|host|client|address) (?:is |has been )?(?:blocked|listed)|listed (?:at|in|by|on)/],
  ['mailbox-full', /(?:mailbox|inbox|quota|storage|account|user).{0,40}(?:full|exceed|over ?quota|out of)|over ?quota|quota (?:exceed|full)|insufficient (?:disk|storage|system storage) ?|mailbox (?:size|limit)|not enough (?:disk|storage) space/],
  ['rate', /too many|rate ?limit|try again later|throttl|greylist|graylist|temporarily deferred|too fast|exceeded the (?:rate|number)/],
  ['spam', /\bspam\b|\bjunk\b|unsolicited|\bvirus\b|malware|bulk mail|content (?:rejected|filter)|looks like/],
  ['relaying', /relay(?:ing)? (?:access )?(?:denied|not permitted|not allowed|prohibited)|unable to relay|not (?:permitted|allowed) to relay|cannot relay|no relaying|we do not relay/],
  ['too-large', /(?:message|mail|size).{0,30}(?:too (?:large|big)|exceeds)|exceeds.{0,30}(?:size|limit)/],
  ['mailbox-disabled', /(?:mailbox|account|user|recipient|address).{0,30}(?:disabled|suspended|inactive|deactivated|locked|frozen|not active|blocked)|disabled (?:mailbox|account|user)|inactive (?:mailbox|account|user)/],
  ['address-moved', /user (?:has )?moved|no longer (?:employed|works|with|valid|in use|here|on this)|has left the/],
  ['address-unknown', /(?:user|recipient|mailbox|address|account|alias|email|mail ?box|destination).{0,60}(?:unknown|not? (?:found|exist|known|here|valid|listed|such)|does ?n[o']t exist|doesn't exist|do(?:es)? not have|invalid|unavailable|undeliverable|rejected: user)|(?:unknown|no such|invalid|nonexistent|non-existent|not a valid|bad destination|unrouteable|unroutable).{0,20}(?:user|recipient|mailbox|address|account|local part|person|alias)|user unknown|unknown user|no mailbox (?:here|by that)|not our customer|address rejected: (?:undeliverable|unverified|access denied)|address rejected\W*$/],
  ['address-unknown', /(?:does ?n[o']t|doesn't) have an? .{0,40}(?:account|mailbox)|no such (?:person|recipient|address|user) (?:here|at)|unrouteable address|mailbox (?:not found|does not exist)/],
  ['domain-takes-no-mail', /no smtp service|(?:host|domain|server) does(?: not|n't) accept (?:any )?e?-?mail|null mx|nullmx|domain (?:does not|doesn't) accept (?:any )?(?:mail|e-?mail)|mx .{0,30}points to (?:localhost|nowhere|\.)/],
  ['domain-unknown', /domain is not reachable|all relevant mx records point to non-existent hosts|host (?:lookup did not complete|or domain name not found)|(?:domain|host).{0,20}(?:not found|unknown|does not exist|doesn't exist|invalid)|unknown (?:domain|host)|no such (?:domain|host)|nxdomain|name or service not known/],
  ['policy', /policy|not (?:permitted|allowed|authori[sz]ed)|access denied|administrative|prohibit|refused by/],
];

function statusMeaning(enhanced: string): RefusalMeaning | null {
  switch (enhanced.slice(2)) {
    case '1.0': case '1.1': case '1.3': return 'address-unknown';
    case '1.2': case '4.4': return 'domain-unknown';
    case '1.6': return 'address-moved';
    case '1.7': case '1.8': return 'sender';
    case '1.10': return 'domain-takes-no-mail';
    case '2.1': return 'mailbox-disabled';
    case '2.2': return 'mailbox-full';
    case '2.3': case '3.4': return 'too-large';
    case '7.0': case '7.1': case '7.2': return 'policy';
    case '7.8': case '7.20': case '7.21': case '7.22': case '7.23': case '7.26': case '7.509': case '7.515': return 'authentication';
    case '7.25': case '7.27': return 'reputation';
    default: return enhanced[2] === '7' ? 'policy' : enhanced[2] === '3' ? 'server' : null;
  }
}
