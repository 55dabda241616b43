const LITERAL = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what a JSON string may not hold
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const SPACE = /[ \t\r\n]*/y;

const WANTED = {
  value: 'a value',
  element: 'a value or ]',
  key: 'a name in double quotes',
  member: 'a name in double quotes or }',
  colon: 'a colon',
  comma: 'a comma or a closing bracket',
  end: 'nothing more',
} as const;
type Want = keyof typeof WANTED;
type Step = readonly [next: number, want: Want];

/** Where `text`, which is not JSON, stops being JSON, and what was wanted there: JavaScript's own message often names no place. */
export function jsonFaultIn(text: string): { readonly offset: number; readonly message: string } {
  const open: string[] = [];
  let at = skip(SPACE, text, 0);
  let want: Want = 'value';
  while (at < text.length) {
    const [next, then]: Step = step(text, at, want, open);
    if (next === at) return { offset: at, message: `${WANTED[want]} is wanted here, not ${JSON.stringify(text[at])}` };
    at = skip(SPACE, text, next);
    want = then;
  }
  return { offset: at, message: `${WANTED[want]} is wanted here, but the text ends` };
}

/** The place and the want behind one token; the same place where it does not fit. `open` holds the brackets around it. */
function step(text: string, at: number, want: Want, open: string[]): Step {
  const here = text[at] ?? '';
  const closed = (): Step => {
    open.pop();
    return [at + 1, open.length === 0 ? 'end' : 'comma'];
  };
  if ((want === 'element' && here === ']') || (want === 'member' && here === '}')) return closed();
  if (want === 'value' || want === 'element') return valueStep(text, at, want, open);
  if (want === 'key' || want === 'member') return token(skip(STRING, text, at), at, want, 'colon');
  if (want === 'colon') return token(here === ':' ? at + 1 : at, at, want, 'value');
  if (want === 'end') return [at, want];
  const inObject = open.at(-1) === '{';
  if (here === ',') return [at + 1, inObject ? 'key' : 'value'];
  return here === (inObject ? '}' : ']') ? closed() : [at, want];
}

function valueStep(text: string, at: number, want: Want, open: string[]): Step {
  const here = text[at] ?? '';
  if (here !== '{' && here !== '[') {
    return token(Math.max(skip(STRING, text, at), skip(LITERAL, text, at)), at, want, open.length === 0 ? 'end' : 'comma');
  }
  open.push(here);
  return [at + 1, here === '{' ? 'member' : 'element'];
}

const token = (next: number, at: number, want: Want, then: Want): Step => [next, next === at ? want : then];

/** The offset behind what `pattern` matches at `from`; `from` itself where it does not match. */
function skip(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  return pattern.test(text) ? pattern.lastIndex : from;
}
