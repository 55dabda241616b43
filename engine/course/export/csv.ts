/** `rows` under `head` as CSV (RFC 4180). A field that a spreadsheet would read as a formula gets an apostrophe before it. */
export function csv(head: readonly string[], rows: readonly (readonly (string | number | boolean | undefined)[])[]): string {
  return [head, ...rows].map((row) => `${row.map(field).join(',')}\r\n`).join('');
}

function field(value: string | number | boolean | undefined): string {
  if (typeof value === 'number') return Number.isInteger(value) ? String(value) : value.toFixed(3);
  const text = String(value ?? '');
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}
