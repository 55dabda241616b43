import { parseDocument } from 'yaml';

/**
 * `text` in one shape: two spaces, no folded lines, JSON with each member on its own line; comments, order, quotes and tags stay. A text
 * that cannot be read is undefined: what is torn is not touched.
 */
export function formatted(text: string): string | undefined {
  return /^\s*[{[]/.test(text) ? (formattedJson(text) ?? formattedYaml(text)) : formattedYaml(text);
}

function formattedJson(text: string): string | undefined {
  try {
    return `${JSON.stringify(JSON.parse(text), null, 2)}\n`;
  } catch {
    return undefined;
  }
}

function formattedYaml(text: string): string | undefined {
  const document = parseDocument(text, { logLevel: 'silent', uniqueKeys: false });
  if (document.errors.length > 0) return undefined;
  return document.toString({ lineWidth: 0, indent: 2, flowCollectionPadding: true, singleQuote: null });
}
