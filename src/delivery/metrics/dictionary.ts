import { delivered, deliveredTracked, sent, type Counts } from './counts.ts';

/** Both parts of a rate. Its numerator lies within its denominator. */
export interface Fraction {
  numerator: number;
  denominator: number;
}

/** One entry of the dictionary: what every screen, report, export and tooltip says and computes. */
export interface Metric<Input> {
  /** As it stands on a screen. */
  name: string;
  /** The definition in words. */
  formula: string;
  /** What one of the numerator is, and one of the denominator. */
  unit: string;
  /** Where others count differently, for the hover. */
  elsewhere?: string;
  of(input: Input): Fraction;
}

type MailMetric = Metric<Counts>;

export const bounceRate: MailMetric = {
  name: 'Bounce rate',
  formula: '(refused because of the address + bounced later) / sent; a delay notice is not a bounce',
  unit: 'messages bounced of messages sent',
  of: (c) => ({ numerator: permanentBounces(c) + temporaryBounces(c), denominator: sent(c) }),
};

export const permanentBounceRate: MailMetric = {
  name: 'Permanent bounce rate',
  formula: 'bounces that mean the address is dead / sent',
  unit: 'messages bounced of messages sent',
  of: (c) => ({ numerator: permanentBounces(c), denominator: sent(c) }),
};

export const temporaryBounceRate: MailMetric = {
  name: 'Temporary bounce rate',
  formula: 'bounces of an address that may come back / sent',
  unit: 'messages bounced of messages sent',
  of: (c) => ({ numerator: temporaryBounces(c), denominator: sent(c) }),
};

export const openRate: MailMetric = {
  name: 'Open rate',
  formula: 'messages opened by a person or through a proxy / messages delivered that may be tracked; a click or a reply counts as an open',
  unit: 'messages opened of messages delivered',
  elsewhere: 'HubSpot and Prowly the same; GetResponse divides by sent; Apollo counts people',
  of: (c) => ({ numerator: c.opened, denominator: deliveredTracked(c) }),
};

export const openRateAll: MailMetric = {
  name: 'Open rate, all',
  formula: 'messages opened by anyone, machines too / messages delivered that may be tracked',
  unit: 'messages opened of messages delivered',
  of: (c) => ({ numerator: c.openedAll, denominator: deliveredTracked(c) }),
};

export const openToClickRate: MailMetric = {
  name: 'Open-to-click rate',
  formula: 'messages clicked by a person / messages opened: never above 100%',
  unit: 'messages clicked of messages opened',
  elsewhere: 'HubSpot and Prowly call this the click-through rate',
  of: (c) => ({ numerator: c.clicked, denominator: c.opened }),
};

export const openToClickRateAll: MailMetric = {
  name: 'Open-to-click rate, all',
  formula: 'messages clicked by anyone, machines too / messages opened by anyone, machines too',
  unit: 'messages clicked of messages opened',
  of: (c) => ({ numerator: c.clickedAll, denominator: c.openedAll }),
};

export const clickThroughRate: MailMetric = {
  name: 'Click-through rate',
  formula: 'messages clicked by a person / messages delivered; opt-out and preference links never count',
  unit: 'messages clicked of messages delivered',
  of: (c) => ({ numerator: c.clicked, denominator: delivered(c) }),
};

export const clickThroughRateAll: MailMetric = {
  name: 'Click-through rate, all',
  formula: 'messages clicked by anyone, machines too / messages delivered',
  unit: 'messages clicked of messages delivered',
  of: (c) => ({ numerator: c.clickedAll, denominator: delivered(c) }),
};

export const replyRate: MailMetric = {
  name: 'Reply rate',
  formula: 'messages answered by a person / messages delivered; auto-replies do not count',
  unit: 'messages answered of messages delivered',
  elsewhere: 'others divide by sent, contacted or opened',
  of: (c) => ({ numerator: c.replied, denominator: delivered(c) }),
};

export const unsubscribeRate: MailMetric = {
  name: 'Unsubscribe rate',
  formula: 'people who unsubscribed / messages delivered',
  unit: 'people of messages delivered',
  elsewhere: 'a mere visit of the unsubscribe page is not an unsubscribe',
  of: (c) => ({ numerator: c.unsubscribed, denominator: delivered(c) }),
};

export const complaintRate: MailMetric = {
  name: 'Complaint rate',
  formula: 'people who called it spam / messages delivered',
  unit: 'people of messages delivered',
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
  name: 'Answer rate',
  formula: 'calls answered by a person / dials; voicemail is no answer',
  unit: 'calls answered of calls dialled',
  elsewhere: 'some count voicemail',
  of: (c) => ({ numerator: c.answered, denominator: c.dialled }),
};

export const connectRate: Metric<CallCounts> = {
  name: 'Connect rate',
  formula: 'calls in which the wanted person spoke / dials; voicemail is no connection',
  unit: 'calls connected of calls dialled',
  elsewhere: 'some count voicemail',
  of: (c) => ({ numerator: c.connected, denominator: c.dialled }),
};

/** Not a rate but a mean: touches on closed pursuits for each close. */
export const touchesPerClose: Metric<{ touchesOnClosed: number; closes: number }> = {
  name: 'Touches per close',
  formula: 'messages + calls + meetings spent on closed pursuits / closes',
  unit: 'touches for each close',
  of: (c) => ({ numerator: c.touchesOnClosed, denominator: c.closes }),
};

/** Every rate over mail, by the name the API uses. */
export const mailMetrics = {
  openRate, openRateAll, openToClickRate, openToClickRateAll, clickThroughRate, clickThroughRateAll, replyRate,
  bounceRate, permanentBounceRate, temporaryBounceRate, unsubscribeRate, complaintRate,
} as const;
export type MailMetricKey = keyof typeof mailMetrics;

function permanentBounces(c: Counts): number {
  return c.refusedAddressPermanent + c.bouncedPermanent;
}

function temporaryBounces(c: Counts): number {
  return c.refusedAddressTemporary + c.bouncedTemporary;
}
