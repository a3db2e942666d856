import { phrase, retell, type Phrase } from '../../../platform/words/contract.ts';

// What DNS says of a domain, in words: kept in English with the verdict, retold to each reader.

export const dnsWords = {
  spfMissing: phrase('No SPF record: receivers cannot tell who may send for this domain. Add one that names the servers you send through.'),
  spfSeveral: phrase('There is more than one SPF record, so none counts. Join them into one.'),
  spfAnybody: phrase('The record lets anybody send for this domain (+all). End it with ~all or -all.'),
  spfOpen: phrase('The record does not say what to do with other senders. End it with ~all or -all.'),
  spfGood: phrase('SPF is there and needs {lookups} of at most 10 look-ups. Kindred cannot see from here whether it names your mail provider: the test mail’s headers tell.'),
  dkimMissing: phrase('The key is not published yet: signatures of this domain cannot be verified.'),
  dkimSeveral: phrase('There are several records where one is allowed. Keep only the one shown here.'),
  dkimGood: phrase('The published key is the one mail is signed with.'),
  dkimEmpty: phrase('The published key is empty, which means it was withdrawn. Publish the one shown here.'),
  dkimOther: phrase('Another key is published than the one mail is signed with: every signature fails. Publish the one shown here.'),
  dmarcMissing: phrase('No DMARC record: Gmail, Yahoo and Microsoft ask bulk senders for one. p=none is enough to begin with.'),
  dmarcGood: phrase('Policy {policy}. DKIM is aligned, since mail is signed as {domain}; SPF is aligned, since bounces go to {bounces}.'),
  dmarcUnaligned: phrase('Policy {policy}. DKIM is aligned, since mail is signed as {domain}; SPF is not aligned, since bounces go to {bounces}.'),
  dmarcWatches: phrase('Policy {policy}. DKIM is aligned, since mail is signed as {domain}; SPF is aligned, since bounces go to {bounces}. p=none only watches; go on to quarantine once reports look right.'),
  dmarcWatchesUnaligned: phrase('Policy {policy}. DKIM is aligned, since mail is signed as {domain}; SPF is not aligned, since bounces go to {bounces}. p=none only watches; go on to quarantine once reports look right.'),
  unanswered: phrase('{error} Nothing can be said now; ask again later.'),
} as const satisfies Record<string, Phrase>;

// The longer of two that begin alike comes first, so that neither takes the other's place.
const templates = Object.values(dnsWords).toReversed();

export const retellDns = (words: string): string => retell(words, templates);
