import { t } from '../../../platform/ui/words.ts';
import { nameOfBlock } from './block-names.ts';

interface Part {
  type?: string;
  text?: string;
  attrs?: Record<string, unknown>;
  content?: Part[];
}

/** A field as a person reads it: text as it is, a visual document block by block, nothing said as such. */
export function readableValue(value: unknown): string {
  if (value === null || value === undefined || value === '') return t('(nothing)');
  if (typeof value !== 'string') return JSON.stringify(value, null, 2);
  return documentWords(value) ?? value;
}

function documentWords(body: string): string | null {
  if (!body.startsWith('{')) return null;
  try {
    const document = JSON.parse(body) as { version?: unknown; content?: Part[] };
    return document.version === 1 && Array.isArray(document.content) ? document.content.map((block) => blockWords(block, '')).join('\n\n') : null;
  } catch {
    return null;
  }
}

const told = (attrs: Record<string, unknown> | undefined): string => ['src', 'alt', 'href', 'html', 'path', 'op', 'value'].map((name) => attrs?.[name]).filter((value) => typeof value === 'string' && value !== '').join(' · ');

function blockWords(block: Part, indent: string): string {
  const inline = (block.content ?? []).every((part) => part.type === 'text' || part.type === 'variable' || part.type === 'hardBreak');
  const plain = block.type === 'paragraph' || block.type === 'listItem';
  const about = [plain ? '' : `[${nameOfBlock(block.type ?? '')}]`, plain ? '' : told(block.attrs)].filter(Boolean).join(' ');
  const inner = inline ? (block.content ?? []).map(inlineWords).join('') : `\n${(block.content ?? []).map((part) => blockWords(part, `${indent}  `)).join('\n')}`;
  return `${indent}${[about, inner].filter(Boolean).join(' ')}`.trimEnd();
}

function inlineWords(part: Part): string {
  if (part.type === 'hardBreak') return '\n';
  return part.type === 'variable' ? `{{ ${String(part.attrs?.['path'])} }}` : part.text ?? '';
}
