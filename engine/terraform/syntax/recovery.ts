import type { Reader } from './reader.ts';

/**
 * Where the item that begins at `start` and holds a fault most likely ends: with its line, once all its brackets are closed; else
 * with the line of the fault. Never before the fault.
 */
export function itemEnd(reader: Reader, start: number): number {
  const lineOfFault = endOfLine(reader.text, reader.at);
  if (reader.unbalanced) return lineOfFault;
  const end = balancedEnd(reader.text, start);
  // Looking once for a bracket that nothing closes is enough: each further one would read all of the text again.
  if (end === undefined) reader.unbalanced = true;
  return end === undefined || end < reader.at ? lineOfFault : end;
}

const endOfLine = (text: string, at: number): number => {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end;
};

const PIECE = /[^"#/{}()[\]\n]+|"(?:[^"\\\n]|\\.)*"?|#[^\n]*|\/\/[^\n]*|\/\*[\s\S]*?\*\/|[\s\S]/y;

const OPENERS: Readonly<Record<string, string>> = { '}': '{', ')': '(', ']': '[' };

/** The end of the line on which all brackets from `start` on are closed, or where the block around ends; undefined where neither is. */
function balancedEnd(text: string, start: number): number | undefined {
  const open: string[] = [];
  PIECE.lastIndex = start;
  for (let found = PIECE.exec(text); found !== null; found = PIECE.exec(text)) {
    const piece = found[0];
    const opener = OPENERS[piece];
    if (piece === '{' || piece === '(' || piece === '[') open.push(piece);
    else if (opener !== undefined) {
      const at = open.lastIndexOf(opener);
      // A brace that nothing here has opened closes the block around.
      if (at === -1 && piece === '}') return found.index;
      if (at !== -1) open.length = at;
    } else if (piece === '\n' && open.length === 0) return found.index;
  }
  return open.length === 0 ? text.length : undefined;
}
