import { errorAt, infoAt } from '../diagnostic.ts';
import type { ConfigurationInput, SourceFile, StackPlace } from './configuration.ts';
import { isTerraform } from './format.ts';
import { type ParsedConfiguration, parseConfiguration } from './open.ts';
import { isDescribed, parseDescribed } from './open-described.ts';

const IS_PARAMETERS = /(^|\/|\.)parameters\.json$/i;

/**
 * Any files that make one network, told apart by what they hold: what an account describes, a configuration of Terraform with all its
 * files, or templates of CloudFormation, each a stack by the name of its file where there are several. A file `parameters.json` gives parameters.
 * What takes no part is named.
 */
export function parseAny(input: Omit<ConfigurationInput, 'stacks'>): ParsedConfiguration {
  const given = input.files.filter(({ text }) => text.trim() !== '');
  const parameters = { ...input.parameters, ...parametersIn(given.filter(({ path }) => IS_PARAMETERS.test(path))) };
  const files = given.filter(({ path }) => !IS_PARAMETERS.test(path));
  if (files.length === 0) {
    const diagnostics = [errorAt('EMPTY_CONFIGURATION', 'There is no text to read yet.')];
    return { format: 'cloudformation', input, sources: [], diagnostics };
  }
  const described = files.filter(({ text }) => isDescribed(text));
  if (described.length > 0 && !files.some(({ path }) => path.endsWith('.tf')))
    return leaving(parseDescribed({ ...input, files: described }), files, described, 'what an account describes');
  if (isTerraform(files)) return parseConfiguration({ ...input, parameters, files });
  const templates = files.filter(({ text }) => files.length === 1 || isTemplate(text));
  if (templates.length === 0) {
    const diagnostics = [errorAt('NO_CONFIGURATION', `None of these ${files.length} files is a configuration: ${NAMES}.`)];
    return { format: 'cloudformation', input, sources: [], diagnostics };
  }
  const stacks = templates.length === 1 ? [] : stacksOf(templates);
  return leaving(parseConfiguration({ ...input, parameters, files: templates, stacks }), files, templates, 'templates');
}

const NAMES = 'a template of CloudFormation, Terraform, a plan or state of it as JSON, or what `aws … describe-*` prints';

const isTemplate = (text: string): boolean => /^\s*["']?(Resources|AWSTemplateFormatVersion)["']?\s*:/m.test(text);

/** A stack for each template, by the name of its file. */
function stacksOf(files: readonly SourceFile[]): readonly StackPlace[] {
  const taken = new Set<string>();
  return files.map(({ path }) => {
    const bare = (path.split('/').at(-1) ?? path).replace(/\.[^.]*$/, '').replace(/[^\w-]+/g, '-') || 'stack';
    let id = bare;
    for (let next = 2; taken.has(id); next += 1) id = `${bare}-${next}`;
    taken.add(id);
    return { id, path };
  });
}

function leaving(
  parsed: ParsedConfiguration,
  files: readonly SourceFile[],
  read: readonly SourceFile[],
  what: string,
): ParsedConfiguration {
  const left = files.filter((file) => !read.includes(file)).map(({ path }) => path);
  if (left.length === 0) return parsed;
  const message = `Read as ${what}; ${left.slice(0, 5).join(', ')}${left.length > 5 ? ` and ${left.length - 5} more` : ''} took no part.`;
  return { ...parsed, diagnostics: [...parsed.diagnostics, infoAt('FILE_LEFT_OUT', message)] };
}

/** `{"Name": "value"}`, or the list that the AWS CLI takes; a file that is neither gives none. */
function parametersIn(files: readonly SourceFile[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    files.flatMap(({ text }) => {
      const read = jsonOf(text);
      const entries = Array.isArray(read)
        ? read.map((each: { readonly ParameterKey?: unknown; readonly ParameterValue?: unknown }) => [
            each?.ParameterKey,
            each?.ParameterValue,
          ])
        : Object.entries(read ?? {});
      return entries.flatMap(([key, value]) =>
        typeof key === 'string' && ['string', 'number', 'boolean'].includes(typeof value) ? [[key, String(value)] as const] : [],
      );
    }),
  );
}

function jsonOf(text: string): object | null {
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === 'object' ? read : null;
  } catch {
    return null;
  }
}
