/** The bytes of `text` in UTF-8. */
export function utf8(text: string): readonly number[] {
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63));
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
    else bytes.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
  }
  return bytes;
}

/** The text that UTF-8 bytes write; bytes that write none become U+FFFD. */
export function fromUtf8(bytes: readonly number[]): string {
  let text = '';
  for (let at = 0; at < bytes.length; ) {
    const first = bytes[at] ?? 0;
    const more = first < 0x80 ? 0 : first >= 0xf0 && first < 0xf5 ? 3 : first >= 0xe0 ? 2 : first >= 0xc2 ? 1 : -1;
    const rest = bytes.slice(at + 1, at + 1 + Math.max(more, 0));
    const whole = more >= 0 && rest.length === more && rest.every((byte) => (byte & 0xc0) === 0x80);
    const code = rest.reduce(
      (value, byte) => (value << 6) | (byte & 63),
      more === 0 ? first : first & (0x3f >> Math.max(more, 0)),
    );
    text += whole && code <= 0x10ffff ? String.fromCodePoint(code) : '\uFFFD';
    at += whole ? more + 1 : 1;
  }
  return text;
}
