const MOST = 110;

/** The first paragraph of a text of the course without its marks, cut at a word: to know it again by. */
export function beginningOf(text: string): string {
  const line = (text.trim().split(/\n\s*\n/)[0] ?? '').replace(/\s+/g, ' ').replace(/[`*]/g, '');
  return line.length <= MOST ? line : `${line.slice(0, line.lastIndexOf(' ', MOST))} …`;
}
