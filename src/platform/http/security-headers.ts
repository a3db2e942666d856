/** Headers of every answer. */
export const everywhere = {
  'x-content-type-options': 'nosniff',
  // Addresses of ours hold ids; other sites have no business reading them.
  'referrer-policy': 'same-origin',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
} as const;

/**
 * Pages: scripts only from our own files. Styles may be inline because previews of mail, shown in
 * sandboxed frames that inherit this policy, are made of inline styles, and pictures may come from
 * anywhere for the same reason.
 */
export const pagePolicy = [
  "default-src 'self'", "script-src 'self'", "style-src 'self' 'unsafe-inline'", "img-src 'self' data: blob: https: http:",
  "font-src 'self' data:", "connect-src 'self'", "frame-src 'self' blob:", "worker-src 'self' blob:", "object-src 'none'",
  "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'",
].join('; ');

/** Answers of the API: whatever a browser makes of them, nothing in them runs. */
export const apiPolicy = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; sandbox";

/** A stranger's page shown inside ours: looks as it should, runs nothing, sends nothing. */
export const sandboxedPolicy = "default-src 'none'; img-src 'self' data: blob: https: http:; style-src 'unsafe-inline'; font-src data:; frame-ancestors 'self'; base-uri 'none'; form-action 'none'; sandbox allow-popups allow-popups-to-escape-sandbox";
