/**
 * Bytes as text. What is not in the charset it claims is read as UTF-8 where it is that, else as Windows-1252: a
 * reader sees something rather than nothing. Never throws, whatever the charset is called.
 */
export function decodeText(bytes: Buffer, charset: string): string {
  const label = charset.trim().toLowerCase().replace(/^"|"$/g, '');
  if (label && !isAsciiOnlyLabel(label)) {
    const decoder = decoderFor(label);
    if (decoder) return decoder.decode(bytes);
  }
  if (bytes.includes('\x1b$')) return new TextDecoder('iso-2022-jp').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

// Said by programs that send anything but.
const isAsciiOnlyLabel = (label: string): boolean => ['us-ascii', 'ascii', 'utf-8', 'utf8', 'ansi_x3.4-1968', 'unknown-8bit', '7bit', '8bit'].includes(label);

function decoderFor(label: string): TextDecoder | null {
  try {
    return new TextDecoder(aliases[label] ?? label);
  } catch {
    return null;
  }
}

// Names that mail programs use and browsers do not know.
const aliases: Record<string, string> = { 'cp-850': 'windows-1252', cp850: 'windows-1252', 'x-mac-roman': 'macintosh', 'cp932': 'shift_jis', 'ms932': 'shift_jis', 'gb_2312-80': 'gbk', 'ks_c_5601': 'euc-kr' };
