import type { Diagnostic, Position, Span } from '../../diagnostic.ts';
import { type Located, spanAt } from '../tree.ts';
import { readJson } from './json.ts';
import { linesOf, spanWithin } from './lines.ts';

/** A JSON text that stands in a scalar of the template: where its parts are in the learner's file, or where it stops being JSON. */
export interface EmbeddedText {
  readonly spanOf: (pointer: string) => Span;
  /** `position` counts within the text, `span` stands in the file. */
  readonly fault: { readonly position: Position; readonly span: Span } | undefined;
}

/** Reads the JSON `text` of a scalar that stands at `whole`. Where escapes or folding hide a place, the scalar's own is given. */
export function readPolicyText(text: string, whole: Span): EmbeddedText {
  const diagnostics: Diagnostic[] = [];
  const root: Located | undefined = readJson(text, linesOf(text, whole.file), diagnostics);
  const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  const offset = ({ line, column }: Position): number => (starts[line - 1] ?? 0) + column - 1;
  const placed = ({ start, end }: Span): Span => spanWithin(text, whole, offset(start), offset(end) - offset(start));
  const fault = diagnostics.find((each) => each.code !== 'DUPLICATE_KEY' && each.span !== undefined)?.span;
  return {
    spanOf: (pointer) => (root === undefined || pointer === '' ? whole : placed(spanAt(root, pointer))),
    fault: fault === undefined ? undefined : { position: fault.start, span: placed(fault) },
  };
}
