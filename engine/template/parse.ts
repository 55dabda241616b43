/**
 * A learner's text becomes a template, in four steps. (1) What is no text of a template at all ends here: empty, binary, larger than
 * CloudFormation takes. (2) A reader for YAML (the package `yaml`) or for JSON (our own: it keeps on after a fault) makes a tree of
 * `Located` values, in which each value and key knows its place and each short tag has become the map of one entry that it stands
 * for, so that `!Ref Vpc` and `{"Ref": "Vpc"}` are the same tree. (3) `templateOf` finds the sections and the resources. (4) The
 * remarks of all steps are put in the order of the text. Nothing here throws, and half-typed text gives the half of the template
 * that can be read, because it is read at each keystroke. `resolve.ts` has what comes next.
 */
import { type Diagnostic, errorAt } from '../diagnostic.ts';
import { MAX_DIAGNOSTICS, MAX_TEMPLATE_BYTES } from './limits.ts';
import { type Template, templateOf } from './template.ts';
import { readJson } from './text/json.ts';
import { type Lines, linesOf } from './text/lines.ts';
import { readYaml } from './text/yaml.ts';
import type { Located } from './tree.ts';

/**
 * The template of a YAML or JSON text and all remarks on it, in the order of the text. Without a template there is at least one
 * error; with a template and an error, the template is what could be read of the text.
 */
export function parseTemplate(text: string, file: string): { template?: Template; diagnostics: Diagnostic[] } {
  const body = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const lines = linesOf(body.length > MAX_TEMPLATE_BYTES ? '' : body, file);
  const refusal = refusalOf(body, lines);
  if (refusal !== undefined) return { diagnostics: [refusal] };
  const diagnostics: Diagnostic[] = [];
  strangeCharacter(body, lines, diagnostics);
  const root = read(body, lines, diagnostics);
  if (root === undefined) return { diagnostics: inOrder(orEmpty(diagnostics, lines)) };
  const { template, diagnostics: remarks } = templateOf(root);
  const all = inOrder([...diagnostics, ...remarks]);
  return template === undefined ? { diagnostics: all } : { template, diagnostics: all };
}

function refusalOf(text: string, lines: Lines): Diagnostic | undefined {
  const start = lines.spanOf(0, 0);
  if (text.length > MAX_TEMPLATE_BYTES || bytesOf(text) > MAX_TEMPLATE_BYTES) {
    const message = 'CloudFormation takes templates of at most 1 MB, and this text is larger. Split it into several stacks.';
    return errorAt('TEMPLATE_TOO_LARGE', message, start);
  }
  const zero = text.indexOf('\0');
  if (zero !== -1) return errorAt('BINARY_TEXT', 'This is no text: it holds a zero byte here.', lines.spanOf(zero, zero + 1));
  return undefined;
}

/** The length of `text` in UTF-8. */
function bytesOf(text: string): number {
  if (text.length * 3 <= MAX_TEMPLATE_BYTES) return text.length;
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}

/** One remark on the first character that no template holds: a control character, or what stands for bytes that were no UTF-8. */
function strangeCharacter(text: string, lines: Lines, diagnostics: Diagnostic[]): void {
  const at = text.search(/[\p{Cc}\uFFFD\uFFFE\uFFFF](?<![\t\n\r\x85])/u);
  if (at === -1) return;
  const message =
    text[at] === '\uFFFD'
      ? 'A character here was not readable as UTF-8. Save the file as UTF-8.'
      : 'No template holds this control character.';
  diagnostics.push(errorAt('INVALID_CHARACTER', message, lines.spanOf(at, at + 1)));
}

/** JSON where it begins like JSON; a brace and a key without quotes begin a YAML text. */
function read(text: string, lines: Lines, diagnostics: Diagnostic[]): Located | undefined {
  return /^\s*(?:\[|\{(?!\s*[\w:!]))/.test(text) ? readJson(text, lines, diagnostics) : readYaml(text, lines, diagnostics);
}

const isError = ({ severity }: Diagnostic): boolean => severity === 'error';

function orEmpty(diagnostics: Diagnostic[], lines: Lines): Diagnostic[] {
  if (diagnostics.some(isError)) return diagnostics;
  return [errorAt('EMPTY_TEMPLATE', 'There is nothing here yet: a template begins with `Resources:`.', lines.spanOf(0, 0))];
}

/** By place in the text; of errors and of other remarks at most a hundred each. */
export function inOrder(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const place = ({ span }: Diagnostic) => (span === undefined ? 0 : span.start.line * 1e7 + span.start.column);
  const sorted = diagnostics.toSorted((a, b) => place(a) - place(b));
  if (sorted.length <= MAX_DIAGNOSTICS) return sorted;
  let errors = 0;
  let others = 0;
  return sorted.filter((each) => (isError(each) ? errors++ : others++) < MAX_DIAGNOSTICS);
}
