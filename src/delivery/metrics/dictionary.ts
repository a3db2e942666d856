import { phrase, type Phrase } from '../../platform/words/contract.ts';
import { delivered, deliveredTracked, sent, type Counts } from './counts.ts';

/** Both parts of a rate. Its numerator lies within its denominator. */
export interface Fraction {
  numerator: number;
  denominator: number;
}

/** One entry of the dictionary: what every screen, report, export and tooltip says and computes. */
export interface Metric<Input> {
  /** As it stands on a screen. */
  name: Phrase;
  /** The definition in words. */
  formula: Phrase;
  /** What one of the numerator is, and one of the denominator. */
  unit: Phrase;
  /** Where others count differently, for the hover. */
  elsewhere?: Phrase;
  of(input: Input): Fraction;
}

type MailMetric = Metric<Counts>;

export const bounceRate: MailMetric = {
  name: phrase('Bounce rate'),
  formula: phrase('(refused because of the address + bounced later) / sent; a delay notice is not a bounce'),
  unit: phrase('messages bounced of messages sent'),
  of: (c) => ({ numerator: permanentBounces(c) + temporaryBounces(c), denominator: sent(c) }),
};

export const permanentBounceRate: MailMetric = {
  name: phrase('Permanent bounce rate'),
  formula: phrase('bounces that mean the address is dead / sent'),
  unit: phrase('messages bounced of messages sent'),
  of: (c) => ({ numerator: permanentBounces(c), denominator: sent(c) }),
};

export const temporaryBounceRate: MailMetric = {
  name: phrase('Temporary bounce rate'),
  formula: phrase('bounces of an address that may come back / sent'),
  unit: phrase('messages bounced of messages sent'),
  of: (c) => ({ numerator: temporaryBounces(c), denominator: sent(c) }),
};

export const openRate: MailMetric = {
  name: phrase('Open rate'),
  formula: phrase('messages opened by a person or through a proxy / messages delivered that may be tracked; a click or a reply counts as an open'),
  unit: phrase('messages opened of messages delivered'),
  elsewhere: phrase('HubSpot and Prowly the same; GetResponse divides by sent; Apollo counts people'),
  of: (c) => ({ numerator: c.opened, denominator: deliveredTracked(c) }),
};

export const openRateAll: MailMetric = {
  name: phrase('Open rate, all'),
  formula: phrase('messages opened by anyone, machines too / messages delivered that may be tracked'),
  unit: phrase('messages opened of messages delivered'),
  of: (c) => ({ numerator: c.openedAll, denominator: deliveredTracked(c) }),
};

export const openToClickRate: MailMetric = {
  name: phrase('Open-to-click rate'),
  formula: phrase('messages clicked by a person / messages opened: never above 100%'),
  unit: phrase('messages clicked of messages opened'),
  elsewhere: phrase('HubSpot and Prowly call this the click-through rate'),
  of: (c) => ({ numerator: c.clicked, denominator: c.opened }),
};

export const openToClickRateAll: MailMetric = {
  name: phrase('Open-to-click rate, all'),
  formula: phrase('messages clicked by anyone, machines too / messages opened by anyone, machines too'),
  unit: phrase('messages clicked of messages opened'),
  of: (c) => ({ numerator: c.clickedAll, denominator: c.openedAll }),
};

export const clickThroughRate: MailMetric = {
  name: phrase('Click-through rate'),
  formula: phrase('messages clicked by a person / messages delivered; opt-out and preference links never count'),
  unit: phrase('messages clicked of messages delivered'),
  of: (c) => ({ numerator: c.clicked, denominator: delivered(c) }),
};

export const clickThroughRateAll: MailMetric = {
  name: phrase('Click-through rate, all'),
  formula: phrase('messages clicked by anyone, machines too / messages delivered'),
  unit: phrase('messages clicked of messages delivered'),
  of: (c) => ({ numerator: c.clickedAll, denominator: delivered(c) }),
};

export const replyRate: MailMetric = {
  name: phrase('Reply rate'),
  formula: phrase('messages answered by a person / messages delivered; auto-replies do not count'),
  unit: phrase('messages answered of messages delivered'),
  elsewhere: phrase('others divide by sent, contacted or opened'),
  of: (c) => ({ numerator: c.replied, denominator: delivered(c) }),
};

export const positiveReplyRate: MailMetric = {
  name: phrase('Positive-reply rate'),
  formula: phrase('messages with an answer sorted as interested / messages delivered; sorted by rules, corrected by members'),
  unit: phrase('messages answered with interest of messages delivered'),
  elsewhere: phrase('others divide by replies, or count a wish to be left alone as a reply won'),
  of: (c) => ({ numerator: c.repliedPositive, denominator: delivered(c) }),
};

export const unsubscribeRate: MailMetric = {
  name: phrase('Unsubscribe rate'),
  formula: phrase('people who unsubscribed / messages delivered'),
  unit: phrase('people of messages delivered'),
  elsewhere: phrase('a mere visit of the unsubscribe page is not an unsubscribe'),
  of: (c) => ({ numerator: c.unsubscribed, denominator: delivered(c) }),
};

export const complaintRate: MailMetric = {
  name: phrase('Complaint rate'),
  formula: phrase('people who called it spam / messages delivered'),
  unit: phrase('people of messages delivered'),
  of: (c) => ({ numerator: c.complained, denominator: delivered(c) }),
};

/** What became of the calls dialled. */
export interface CallCounts {
  dialled: number;
  /** A person answered. */
  answered: number;
  /** The wanted person spoke. */
  connected: number;
}

export const answerRate: Metric<CallCounts> = {
  name: phrase('Answer rate'),
  formula: phrase('calls answered by a person / dials; voicemail is no answer'),
  unit: phrase('calls answered of calls dialled'),
  elsewhere: phrase('some count voicemail'),
  of: (c) => ({ numerator: c.answered, denominator: c.dialled }),
};

export const connectRate: Metric<CallCounts> = {
  name: phrase('Connect rate'),
  formula: phrase('calls in which the wanted person spoke / dials; voicemail is no connection'),
  unit: phrase('calls connected of calls dialled'),
  elsewhere: phrase('some count voicemail'),
  of: (c) => ({ numerator: c.connected, denominator: c.dialled }),
};

/** Not a rate but a mean: touches on closed pursuits for each close. */
export const touchesPerClose: Metric<{ touchesOnClosed: number; closes: number }> = {
  name: phrase('Touches per close'),
  formula: phrase('messages + calls + meetings spent on closed pursuits / closes'),
  unit: phrase('touches for each close'),
  of: (c) => ({ numerator: c.touchesOnClosed, denominator: c.closes }),
};

/** Every rate over mail, by the name the API uses. */
export const mailMetrics = {
  openRate, openRateAll, openToClickRate, openToClickRateAll, clickThroughRate, clickThroughRateAll, replyRate, positiveReplyRate,
  bounceRate, permanentBounceRate, temporaryBounceRate, unsubscribeRate, complaintRate,
} as const;
export type MailMetricKey = keyof typeof mailMetrics;

function permanentBounces(c: Counts): number {
  return c.refusedAddressPermanent + c.bouncedPermanent;
}

function temporaryBounces(c: Counts): number {
  return c.refusedAddressTemporary + c.bouncedTemporary;
}
