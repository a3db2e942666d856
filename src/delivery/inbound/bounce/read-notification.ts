// Amazon's notices come as JSON, by webhook or as a mail whose body is that JSON.

export interface Notification {
  kind: 'bounce' | 'complaint' | 'delivery';
  recipients: { address: string; status: string; diagnostic: string; type: string }[];
}

/** Reads a notification of Amazon SES, alone or inside an SNS envelope; null when the text is none. Never throws. */
export function readNotification(text: string): Notification | null {
  const outer = parse(text);
  if (!outer) return null;
  const inner = typeof outer['Message'] === 'string' ? parse(outer['Message']) : outer;
  const kind = String(inner?.['notificationType'] ?? inner?.['eventType'] ?? '').toLowerCase();
  if (kind !== 'bounce' && kind !== 'complaint' && kind !== 'delivery') return null;
  const about = inner![kind] as Record<string, unknown> | undefined;
  const list = about?.['bouncedRecipients'] ?? about?.['complainedRecipients'] ?? about?.['recipients'];
  const type = `${String(about?.['bounceType'] ?? about?.['complaintFeedbackType'] ?? '')} ${String(about?.['bounceSubType'] ?? '')}`.trim();
  const recipients = (Array.isArray(list) ? list : []).slice(0, 1000).map((entry) => recipientOf(entry, type));
  return { kind, recipients: recipients.filter(({ address }) => address !== '') };
}

function recipientOf(entry: unknown, type: string): Notification['recipients'][number] {
  const fields = (typeof entry === 'string' ? { emailAddress: entry } : entry ?? {}) as Record<string, unknown>;
  return {
    address: String(fields['emailAddress'] ?? ''), status: String(fields['status'] ?? ''),
    diagnostic: String(fields['diagnosticCode'] ?? '').replace(/^\s*smtp\s*;\s*/i, ''), type,
  };
}

function parse(text: string): Record<string, unknown> | null {
  const body = text.trim();
  if (!body.startsWith('{')) return null;
  try {
    const value: unknown = JSON.parse(body.replace(/\}[^}]*$/s, '}'));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return parseJoined(body);
  }
}

/** Mail programs fold long lines inside of strings; a JSON string holds no line break. */
function parseJoined(body: string): Record<string, unknown> | null {
  try {
    return JSON.parse(body.replace(/\n[ \t]?/g, '').replace(/\}[^}]*$/s, '}')) as Record<string, unknown>;
  } catch {
    return null;
  }
}
