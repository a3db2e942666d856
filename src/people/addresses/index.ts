export { addressHash } from './address-hash.ts';
export { parseEmailAddress, type EmailAddress, type EmailAddressProblem } from './email-address.ts';
