/** An element as it was read: enough of XML for what this room writes, and for tests alone. */
export interface ReadXml {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly ReadXml[];
  readonly descendants: readonly ReadXml[];
  readonly text: string;
}

interface Open {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: ReadXml[];
  text: string;
}

/** The root of `text`; throws where it is not well formed. */
export function readXml(text: string): ReadXml {
  const stack: Open[] = [{ name: '', attributes: {}, children: [], text: '' }];
  for (const [token] of text.replace(/^<\?xml[^>]*\?>/, '').matchAll(/<[^>]*>|[^<]+/g)) take(stack, token);
  const [root] = stack[0]?.children ?? [];
  if (stack.length !== 1 || root === undefined) throw new Error('an element is not closed');
  return root;
}

function take(stack: Open[], token: string): void {
  const top = stack.at(-1);
  if (top === undefined) throw new Error('there is no element');
  if (!token.startsWith('<')) {
    top.text += unescaped(token);
  } else if (token.startsWith('</')) {
    const closed = stack.pop();
    if (closed?.name !== token.slice(2, -1)) throw new Error(`${token} closes ${closed?.name}`);
    stack.at(-1)?.children.push(finished(closed));
  } else {
    const name = /^<([\w:.-]+)/.exec(token)?.[1];
    if (name === undefined) throw new Error(`${token} is no tag`);
    const attributes = Object.fromEntries(
      [...token.matchAll(/([\w:.-]+)="([^"]*)"/g)].map(([, key, value]) => [key, unescaped(value ?? '')]),
    );
    const open = { name, attributes, children: [], text: '' };
    if (token.endsWith('/>')) top.children.push(finished(open));
    else stack.push(open);
  }
}

const finished = ({ name, attributes, children, text }: Open): ReadXml => ({
  ...{ name, attributes, children, text },
  descendants: children.flatMap((child) => [child, ...child.descendants]),
});

function unescaped(text: string): string {
  if (/&(?!(amp|lt|gt|quot);)/.test(text)) throw new Error(`a bare & in ${text}`);
  return text
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&');
}
