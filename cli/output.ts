import type { Diagnostic } from '#engine';

/** Writes a remark for people to standard error; standard output belongs to the answer. */
export function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** Writes a line of the answer. */
export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Writes a list as JSON, one element a line, so that large answers stay readable and small. */
export function printList(list: readonly unknown[]): void {
  print(list.length === 0 ? '[]' : `[\n${list.map((each) => JSON.stringify(each)).join(',\n')}\n]`);
}

/** `file:line:column: severity CODE message`, the form that editors and terminals turn into a link. */
export function lineOf(diagnostic: Diagnostic, fallback = ''): string {
  const { span, severity, code, message } = diagnostic;
  const place = span === undefined ? fallback : `${span.file}:${span.start.line}:${span.start.column}`;
  return `${place === '' ? '' : `${place}: `}${severity} ${code}: ${message.replace(/\s*\n[\s\S]*$/, '')}`;
}

/** `rows` as columns that line up; the first row is the heading. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
