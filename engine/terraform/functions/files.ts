import { type Scope, textValue, warn, wrong } from '../evaluate/scope.ts';
import type { Expression } from '../syntax/ast.ts';
import { parseTemplateText } from '../syntax/parse.ts';
import { sourceOf } from '../syntax/reader.ts';
import { list, marksOf, scalar, sizeOf, type Value } from '../value/value.ts';
import { type Call, type FunctionTable, Misuse, making, mapArgument, NotKnown, text } from './arguments.ts';
import { base64 } from './encoding.ts';
import { utf8 } from './utf8.ts';

/** Functions that read the files of the configuration, and those of their paths. */
export const FILES: FunctionTable = {
  abspath: making(1, 1, () => {
    throw new NotKnown('where the configuration lies is not known');
  }),
  basename: making(1, 1, (call) => scalar(text(call, 0).split('/').at(-1) ?? '')),
  dirname: making(1, 1, (call) => scalar(text(call, 0).split('/').slice(0, -1).join('/') || '.')),
  file: making(1, 1, (call) => textValue(call.scope.run, contents(call), call.place)),
  filebase64: making(1, 1, (call) => textValue(call.scope.run, base64(utf8(contents(call))), call.place)),
  fileexists: making(1, 1, (call) => scalar(call.scope.run.texts.has(normalized(text(call, 0))))),
  fileset: making(2, 2, fileset),
  pathexpand: making(1, 1, (call) => scalar(text(call, 0))),
  templatefile: making(2, 2, (call) => rendered(call, normalized(text(call, 0)), contents(call))),
  templatestring: making(2, 2, (call) => rendered(call, 'a template', text(call, 0))),
};

/** The text of the file that the first argument names; a file that is not among those given is a remark, and unknown. */
function contents(call: Call): string {
  const path = text(call, 0);
  const found = call.scope.run.texts.get(normalized(path));
  if (found !== undefined) return found;
  const message = `The file \`${path.slice(0, 200)}\` is not here: its text is not known.`;
  warn(call.scope, 'FILE_NOT_FOUND', message, call.args[0]?.place ?? call.place);
  throw new NotKnown('a file is not here');
}

/** `path` without `.`, `..` and doubled slashes, from the folder of the root module. */
export function normalized(path: string): string {
  const steps: string[] = [];
  for (const step of path.split('/')) {
    if (step === '..' && steps.length > 0 && steps.at(-1) !== '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return steps.join('/');
}

/** A template knows the variables that it is given, and nothing of the module. */
function rendered(call: Call, path: string, written: string): Value {
  const { run, diagnostics } = call.scope;
  const template = parseTemplateText(sourceOf(path, written), diagnostics);
  if (template === undefined) throw new NotKnown('the template cannot be read');
  const variables = mapArgument(call, 1);
  let bindings: Scope['bindings'];
  for (const [name, value] of variables.entries) bindings = { name, value, outer: bindings };
  const scope: Scope = { ...call.scope, bindings, item: undefined, root: noRoot };
  const value = run.evaluate(template satisfies Expression, scope);
  if (value.kind === 'unknown') throw new NotKnown(value.reason);
  return sizeOf(value) > 1 ? value : { ...value, ...marksOf([value]), place: call.place };
}

const noRoot: Scope['root'] = (name, place, scope) =>
  wrong(scope, 'UNRESOLVED_REFERENCE', `The template is not given a value for \`${name}\`.`, place);

/** The paths below a folder that a pattern of `*`, `**`, `?` and `{a,b}` matches, ascending. */
function fileset(call: Call): Value {
  const folder = normalized(text(call, 0));
  const pattern = text(call, 1);
  if (pattern.length > 200) throw new Misuse('the pattern is too long.', 1);
  const tester = new RegExp(`^${globSource(pattern)}$`);
  const below = [...call.scope.run.texts.keys()].flatMap((path) =>
    folder === '' ? [path] : path.startsWith(`${folder}/`) ? [path.slice(folder.length + 1)] : [],
  );
  return list(
    below
      .filter((path) => tester.test(path))
      .sort()
      .map((path) => scalar(path)),
    true,
  );
}

/** Stars that stand side by side mean what one means; each stops at a slash or takes all, so that no text is gone through twice for long. */
const globSource = (pattern: string): string =>
  pattern.replace(/[\\^$+.()|[\]]/g, '\\$&').replace(/\*\*\/?|\*|\?|\{|\}|,/g, (symbol) => {
    if (symbol.startsWith('**')) return '(?:.*)';
    return { '*': '[^/]*', '?': '[^/]', '{': '(?:', '}': ')', ',': '|' }[symbol] ?? symbol;
  });
