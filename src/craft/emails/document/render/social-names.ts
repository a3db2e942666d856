import type { Social } from '../document.ts';
import { escapeAttribute, escapeText } from './escape-text.ts';

const names: Record<string, string> = {
  facebook: 'Facebook', instagram: 'Instagram', linkedin: 'LinkedIn', x: 'X', youtube: 'YouTube', tiktok: 'TikTok', mastodon: 'Mastodon',
  bluesky: 'Bluesky', threads: 'Threads', whatsapp: 'WhatsApp', github: 'GitHub', website: 'Website',
};

/**
 * A row of links by name. Icons would have to come from somewhere: MJML's own lie with a third party
 * that would see each reader, and blocked images say nothing.
 */
export function socialToHtml({ attrs: { items } }: Social, linkColor: string | null): string {
  const style = linkColor === null ? '' : ` style="color:${linkColor}"`;
  return items.map(({ network, href }) => `<a href="${escapeAttribute(href)}"${style}>${names[network] ?? escapeText(network)}</a>`).join(' &nbsp;·&nbsp; ');
}
