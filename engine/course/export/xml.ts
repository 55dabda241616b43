/** An element of XML as data; text stands where a child is a string. */
export interface Xml {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (Xml | string)[];
}

export const element = (name: string, attributes: Xml['attributes'] = {}, ...children: readonly (Xml | string)[]): Xml => ({
  name,
  attributes,
  children,
});

/** `root` as a document in UTF-8. Characters that XML 1.0 does not allow are left out. */
export const xmlDocument = (root: Xml): string => `<?xml version="1.0" encoding="UTF-8"?>\n${written(root)}\n`;

/** What makes elements of a short text of the course: its spans alone where it is one paragraph, otherwise its blocks. */
export type AsXml = (text: string) => readonly (Xml | string)[];

/** The text as it stands, its marks included. */
export const asItStands: AsXml = (text) => [text.trim()];

/** `nodes` as a part of a document. */
export const xmlFragment = (nodes: readonly (Xml | string)[]): string =>
  nodes.map((node) => (typeof node === 'string' ? escaped(node) : written(node))).join('');

function written({ name, attributes, children }: Xml): string {
  const named = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`);
  const inner = xmlFragment(children);
  return inner === '' ? `<${name}${named.join('')}/>` : `<${name}${named.join('')}>${inner}</${name}>`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escaped = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are exactly what XML does not allow.
  text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '').replace(/[&<>"]/g, (each) => ENTITIES[each] ?? each);
