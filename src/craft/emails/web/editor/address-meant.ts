/** "ferrow.example" is meant as a web address, "a@b.example" as a mail address. */
export function addressMeant(text: string): string {
  const address = text.trim();
  if (address === '' || /^[a-z][a-z0-9+.-]*:|^[#{/]/i.test(address)) return address;
  return /^[^\s/@]+@[^\s/@]+\.[^\s/@]+$/.test(address) ? `mailto:${address}` : `https://${address}`;
}
