import type { Diagnostic, Span } from '../diagnostic.ts';
import { nearest } from '../nearest.ts';
import { removing, restoring, type TextEdit } from './extents.ts';
import { meantTypes } from './references.ts';
import { declaredIn, offsetAt, positionAt, type Surroundings, serviceNamesIn } from './surroundings.ts';

/** A way to mend what a remark is about, in the words of a button. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
}

/** The text that a remark is about: as it is, and as the lab gives it where it is locked. */
export interface FixedText {
  readonly file: string;
  readonly text: string;
  readonly start?: string | undefined;
}

/** What mends `diagnostic` without solving anything: words that are misspelt, references written as text, given parts that were changed. */
export function fixesOf(
  diagnostic: Diagnostic & { readonly logicalId?: string },
  text: FixedText,
  around: Surroundings,
): readonly Fix[] {
  if (diagnostic.code === 'LOCKED_PART_CHANGED') return lockFixes(diagnostic, text);
  const { span } = diagnostic;
  if (span === undefined || span.file !== text.file) return [];
  return [
    ...spelling(diagnostic, span, text),
    ...missingKey(diagnostic, span, text),
    ...bareReference(span, text),
    ...serviceName(diagnostic, span, text, around),
  ];
}

/** The stretch of a text. */
export const textWithin = ({ text }: FixedText, span: Span): string =>
  text.slice(offsetAt(text, span.start), offsetAt(text, span.end));

/** The words of a stretch with their places. */
function wordsIn(fixed: FixedText, span: Span): readonly { readonly word: string; readonly span: Span }[] {
  const base = offsetAt(fixed.text, span.start);
  return [...textWithin(fixed, span).matchAll(/[\w:./-]+/g)].map(({ 0: word, index }) => ({
    word,
    span: {
      file: fixed.file,
      start: positionAt(fixed.text, base + index),
      end: positionAt(fixed.text, base + index + word.length),
    },
  }));
}

/** A remark names what it thinks was meant; the word that is nearest to it is the one to replace. */
export function spelling({ message }: Diagnostic, span: Span, fixed: FixedText): readonly Fix[] {
  const meant = /Did you mean `?([\w:./*-]*\w)`?\?/.exec(message)?.[1];
  if (meant === undefined) return [];
  const wrong = wordsIn(fixed, span).find(({ word }) => word !== meant && nearest(word, [meant]) !== undefined);
  return wrong === undefined ? [] : [{ title: `Change to \`${meant}\``, edits: [{ span: wrong.span, text: meant }] }];
}

/** A required property that is not there: its key, below the last one that is. */
function missingKey({ message }: Diagnostic, span: Span, { text, file }: FixedText): readonly Fix[] {
  const missing = /required key \[(\w+)\] not found/.exec(message)?.[1];
  if (missing === undefined || /^\s*\{/.test(text)) return [];
  const { entries, resources } = declaredIn(text);
  const owner = entries.findLast(
    ({ path, start }) => path.length === 2 && path[0] === 'Resources' && positionAt(text, start).line <= span.start.line,
  );
  const id = owner?.path[1];
  const first = entries.find(({ path }) => path.length === 4 && path[1] === id && path[2] === 'Properties');
  if (id === undefined || first === undefined) return [];
  const place = positionAt(text, first.start);
  const before = text.slice(text.lastIndexOf('\n', first.start - 1) + 1, first.start);
  if (before.trim() !== '') return [];
  const [target] = [...resources].filter(([, type]) => meantTypes(resources.get(id) ?? '', missing).includes(type));
  const value = target === undefined ? '' : `!Ref ${target[0]}`;
  const at = { file, start: place, end: place };
  return [{ title: `Add \`${missing}\``, edits: [{ span: at, text: `${missing}: ${value}\n${before}` }] }];
}

/** A logical id that stands as text where a reference is meant. */
function bareReference(span: Span, fixed: FixedText): readonly Fix[] {
  const written = textWithin(fixed, span).trim();
  const { resources, entries } = declaredIn(fixed.text);
  if (!resources.has(written) || /^\s*\{/.test(fixed.text)) return [];
  const offset = offsetAt(fixed.text, span.start);
  const entry = entries.findLast((each) => each.start <= offset);
  if (entry === undefined || offset < entry.valueStart || entry.tag !== '') return [];
  return [{ title: `Refer to it: \`!Ref ${written}\``, edits: [{ span, text: `!Ref ${written}` }] }];
}

/** A service name that does not exist: the nearest that does. */
export function serviceName({ code }: Diagnostic, span: Span, fixed: FixedText, { world }: Surroundings): readonly Fix[] {
  if (code !== 'InvalidServiceName' && code !== 'UNKNOWN_SERVICE') return [];
  const wrong = wordsIn(fixed, span).find(({ word }) => word.includes('.'));
  const meant = wrong === undefined ? undefined : nearest(wrong.word, serviceNamesIn(world));
  return wrong === undefined || meant === undefined || meant === wrong.word
    ? []
    : [{ title: `Change to \`${meant}\``, edits: [{ span: wrong.span, text: meant }] }];
}

/** The thing that a remark names first, without its stack. */
export const named = (message: string): string | undefined => {
  const id = /`([^`]+)`/.exec(message)?.[1];
  return id?.slice(id.indexOf('/') + 1);
};

/** A given part comes back; what may not be added goes. */
function lockFixes({ message }: Diagnostic, { text, file, start }: FixedText): readonly Fix[] {
  const name = named(message);
  if (name === undefined) return [];
  const edits = restoring(start ?? '', text, file, name);
  if (edits.length > 0) return [{ title: `Restore \`${name}\``, edits }];
  const gone = removing(text, file, name);
  return gone.length === 0 ? [] : [{ title: `Remove \`${name}\``, edits: gone }];
}
