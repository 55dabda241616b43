import type { Diagnostic } from '../../diagnostic.ts';
import type { Body, Expression, Source } from './ast.ts';
import { body } from './bodies.ts';
import { expression } from './expressions.ts';
import { Fault, type Reader, readerOf, refuse, skipLines } from './reader.ts';
import { wholeTemplate } from './templates.ts';

/** The body of a text in Terraform's own syntax, as far as it can be read; each fault is a remark. */
export function parseBody(source: Source, diagnostics: Diagnostic[]): Body {
  return body(readerOf(source, diagnostics, expression), false);
}

/** The template that `source` is as a whole (of `templatefile`, of a text in `.tf.json`); undefined with a remark where it is none. */
export function parseTemplateText(source: Source, diagnostics: Diagnostic[]): Expression | undefined {
  return attempt(readerOf(source, diagnostics, expression), wholeTemplate);
}

/** The expression that `source` is as a whole; undefined with a remark where it is none. */
export function parseExpression(source: Source, diagnostics: Diagnostic[]): Expression | undefined {
  return attempt(readerOf(source, diagnostics, expression), (reader) => {
    reader.acrossLines = true;
    const value = expression(reader);
    skipLines(reader);
    if (reader.at < reader.text.length) refuse(reader, 'Here the value should end.');
    return value;
  });
}

function attempt(reader: Reader, read: (reader: Reader) => Expression): Expression | undefined {
  try {
    return read(reader);
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault;
    reader.diagnostics.push(fault.diagnostic);
    return undefined;
  }
}
