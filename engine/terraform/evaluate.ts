/**
 * Terraform's text becomes instances, in four steps. (1) `sources.ts` finds the files and the folder of the root module. (2) `syntax/` reads
 * each file into arguments, blocks and expressions that know their places; what cannot be read gets a remark and is left out, and the
 * rest goes on. (3) `module/` puts the declarations of a folder together; nothing is worked out before somebody asks for it, so that no
 * order of the text matters, and what leads back to itself is a cycle. `evaluate/` works out expressions, `functions/` and `regex/`
 * what they call, `data/` what data sources find in the world. (4) `collect.ts` asks for everything. A value knows the attribute that
 * it is, the instances that it was made of, and whether Terraform would know it before apply (`value/`). Everything that could go on
 * without end is counted (`limits.ts`).
 */
import { type Diagnostic, errorAt, infoAt } from '../diagnostic.ts';
import { collected } from './collect.ts';
import { evaluate } from './evaluate/expression.ts';
import { type Run, type Scope, spend, wrong } from './evaluate/scope.ts';
import type { TerraformConfiguration, TerraformInput } from './instance.ts';
import { MAX_DIAGNOSTICS } from './limits.ts';
import { type ModuleConfig, moduleConfig } from './module/config.ts';
import { createModule } from './module/create.ts';
import type { Build } from './module/node.ts';
import { isOverride, overridden } from './module/overrides.ts';
import { type Sources, sourcesOf } from './sources.ts';
import type { Body } from './syntax/ast.ts';
import { jsonBody, jsonValues } from './syntax/json-bodies.ts';
import { parseBody } from './syntax/parse.ts';
import { sourceOf } from './syntax/reader.ts';
import { rootInputs, valueFiles } from './tfvars.ts';

/**
 * What the Terraform text of `input` makes: instances, outputs, and everything that is wrong with it. Nothing throws, and what
 * cannot be worked out is unknown, while the rest goes on.
 */
export function evaluateTerraform(input: TerraformInput): TerraformConfiguration {
  const diagnostics: Diagnostic[] = [];
  const sources = sourcesOf(input, diagnostics);
  const run: Run = {
    input,
    world: input.world,
    texts: new Map([...sources.files].map(([path, { text }]) => [path, text])),
    diagnostics,
    evaluate,
    trail: [],
    faults: new Set(),
    found: new Map(),
    hints: 0,
    steps: 0,
    produced: 0,
    depth: 0,
    instances: 0,
    exhausted: false,
  };
  const build: Build = { run, configOf: configsOf(sources, diagnostics), create: (seat) => createModule(build, seat) };
  const config = build.configOf('');
  if (config === undefined) {
    if (diagnostics.length === 0) diagnostics.push(errorAt('NO_CONFIGURATION', 'There is no file that ends in `.tf` here.'));
    return { instances: [], outputs: [], diagnostics, found: run.found };
  }
  const bodies = valueFiles(sources.files.keys()).map((path) => valuesOf(sources, path, diagnostics));
  const inputs = rootInputs(config, bodies, plainScope(run));
  const root = createModule(build, { address: '', config, inputs, providerAround: undefined, ancestors: [], place: undefined });
  const { instances, outputs } = collected(root, (parts, place) => spend(run, parts, place));
  return { instances, outputs, diagnostics: inOrder(diagnostics), found: run.found };
}

/** The scope of a file of values, which knows no names. */
const plainScope = (run: Run): Scope => ({
  run,
  diagnostics: run.diagnostics,
  bindings: undefined,
  item: undefined,
  folder: '',
  root: (name, place, scope) =>
    wrong(scope, 'UNRESOLVED_REFERENCE', `Nothing is called \`${name}\` here: a file of values holds values alone.`, place),
});

/** Reads each folder once, however often its module is called. */
function configsOf({ files, folders }: Sources, diagnostics: Diagnostic[]): Build['configOf'] {
  const read = new Map<string, ModuleConfig>();
  return (folder) => {
    const before = read.get(folder);
    const paths = folders.get(folder);
    if (before !== undefined || paths === undefined) return before;
    const bodiesOf = (chosen: readonly string[]) =>
      chosen.flatMap((path) => {
        const file = files.get(path);
        return file === undefined ? [] : [bodyOf(file.path, file.text, diagnostics)];
      });
    const plain = bodiesOf(paths.filter((path) => !isOverride(path)));
    const bodies = overridden(plain, bodiesOf(paths.filter(isOverride)), diagnostics);
    const config = moduleConfig(folder, bodies, diagnostics);
    read.set(folder, config);
    return config;
  };
}

const withoutMark = (text: string): string => (text.startsWith('\uFEFF') ? text.slice(1) : text);

function bodyOf(path: string, text: string, diagnostics: Diagnostic[]): Body {
  // Each file's own remarks are limited, so that one that is no Terraform does not silence the others.
  const own: Diagnostic[] = [];
  const body = path.endsWith('.json')
    ? jsonBody(path, withoutMark(text), own)
    : parseBody(sourceOf(path, withoutMark(text)), own);
  for (const each of own.slice(0, MAX_DIAGNOSTICS + 1)) diagnostics.push(each);
  return body;
}

function valuesOf({ files }: Sources, path: string, diagnostics: Diagnostic[]): Body {
  const file = files.get(path);
  if (file === undefined) return { attributes: new Map(), blocks: [] };
  const text = withoutMark(file.text);
  return path.endsWith('.json') ? jsonValues(file.path, text, diagnostics) : parseBody(sourceOf(file.path, text), diagnostics);
}

/** The remarks by file and place, each once; of errors and of others at most so many. */
function inOrder(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const place = ({ span }: Diagnostic) => (span === undefined ? 0 : span.start.line * 1e5 + span.start.column);
  const seen = new Set<string>();
  const sorted = diagnostics
    .filter(({ code, message, span }) => {
      const key = `${code} ${span?.file} ${span?.start.line}:${span?.start.column} ${message}`;
      return !seen.has(key) && seen.add(key) !== undefined;
    })
    .toSorted((a, b) => compare(a.span?.file ?? '', b.span?.file ?? '') || place(a) - place(b));
  const errors = sorted.filter(({ severity }) => severity === 'error');
  const others = sorted.length - errors.length;
  if (errors.length <= MAX_DIAGNOSTICS && others <= MAX_DIAGNOSTICS) return sorted;
  const counts = { error: 0, other: 0 };
  const kept = sorted.filter(({ severity }) => (severity === 'error' ? counts.error++ : counts.other++) < MAX_DIAGNOSTICS);
  return [...kept, infoAt('TOO_MANY_REMARKS', `${sorted.length - kept.length} more remarks are left out.`)];
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
