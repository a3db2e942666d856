import { phrase, type Phrase } from '../../../platform/words/contract.ts';

// What DNS says of a domain, in words: kept with the verdict, told to each reader.

export const dnsWords = {
  spfMissing: phrase('No SPF record: receivers cannot tell who may send for this domain. Add one that names the servers you send through.'),
  spfSeveral: phrase('There is more than one SPF record, so none counts. Join them into one.'),
  spfAnybody: phrase('The record lets anybody send for this domain (+all). End it with ~all or -all.'),
  spfOpen: phrase('The record does not say what to do with other senders. End it with ~all or -all.'),
  spfTooMany: phrase('The record needs more than {most} DNS look-ups, so receivers give up on it. Take out includes that are not needed.'),
  spfIncludesNone: phrase('The record includes {name}, which has no SPF record: receivers take the whole record for broken.'),
  spfIncludesSeveral: phrase('The record includes {name}, which has more than one SPF record: receivers take the whole record for broken.'),
  spfGood: phrase('SPF is there and needs {lookups} of at most 10 look-ups. Kindred cannot see from here whether it names your mail provider: the test mail’s headers tell.'),
  dkimMissing: phrase('The key is not published yet: signatures of this domain cannot be verified.'),
  dkimSeveral: phrase('There are several records where one is allowed. Keep only the one shown here.'),
  dkimGood: phrase('The published key is the one mail is signed with.'),
  dkimEmpty: phrase('The published key is empty, which means it was withdrawn. Publish the one shown here.'),
  dkimOther: phrase('Another key is published than the one mail is signed with: every signature fails. Publish the one shown here.'),
  dmarcMissing: phrase('No DMARC record: Gmail, Yahoo and Microsoft ask bulk senders for one. p=none is enough to begin with.'),
  dmarcSeveral: phrase('There is more than one DMARC record, so none counts. Keep one.'),
  dmarcPolicyMissing: phrase('The record names no policy; it must be p=none, quarantine or reject.'),
  dmarcPolicyUnknown: phrase('The record’s policy is “{policy}”; it must be p=none, quarantine or reject.'),
  dmarcGood: phrase('Policy {policy}. DKIM is aligned, since mail is signed as {domain}; SPF is aligned, since bounces go to {bounces}.'),
  dmarcUnaligned: phrase('Policy {policy}. DKIM is aligned, since mail is signed as {domain}; SPF is not aligned, since bounces go to {bounces}.'),
  dmarcWatches: phrase('Policy {policy}. DKIM is aligned, since mail is signed as {domain}; SPF is aligned, since bounces go to {bounces}. p=none only watches; go on to quarantine once reports look right.'),
  dmarcWatchesUnaligned: phrase('Policy {policy}. DKIM is aligned, since mail is signed as {domain}; SPF is not aligned, since bounces go to {bounces}. p=none only watches; go on to quarantine once reports look right.'),
  unanswered: phrase('DNS gave no answer for {name} ({code}). Nothing can be said now; ask again later.'),
} as const satisfies Record<string, Phrase>;
