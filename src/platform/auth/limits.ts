/** A session ends this long after signing in. */
export const sessionDays = 30;
export const passwordMin = 10;
export const passwordMax = 128;
/** A link that sets a password works this long. */
export const passwordLinkHours = 2;
