import { warningAt } from '../diagnostic.ts';
import { didYouMean } from '../nearest.ts';
import { type Scope, wrong } from './evaluate/scope.ts';
import type { ModuleConfig } from './module/config.ts';
import type { Input } from './module/node.ts';
import { type Attribute, type Body, type Expression, spanOf } from './syntax/ast.ts';
import { parseExpression } from './syntax/parse.ts';
import { sourceOf } from './syntax/reader.ts';
import { scalar } from './value/value.ts';

/** The names of the root's files of values, in the order in which Terraform reads them: later ones win. */
export function valueFiles(paths: Iterable<string>): readonly string[] {
  const own = [...paths].filter((path) => !path.includes('/'));
  const automatic = own.filter((path) => /\.auto\.tfvars(?:\.json)?$/.test(path)).sort();
  return ['terraform.tfvars', 'terraform.tfvars.json', ...automatic].filter((path) => own.includes(path));
}

/** What the root module is given: values of its files, then the caller's. */
export function rootInputs(config: ModuleConfig, bodies: readonly Body[], scope: Scope): ReadonlyMap<string, Input> {
  const inputs = new Map<string, Input>();
  for (const body of bodies) {
    for (const attribute of body.attributes.values()) inputs.set(attribute.name, fromFile(attribute, config, scope));
    for (const { head } of body.blocks) wrong(scope, 'INVALID_VALUE_FILE', 'A file of values holds `name = value` alone.', head);
  }
  const { parameters = {} } = scope.run.input;
  for (const [name, text] of Object.entries(parameters)) {
    const block = config.variables.get(name);
    if (block === undefined) {
      const message = `The configuration has no variable \`${name}\`: its value is not used.${didYouMean(name, config.variables.keys())}`;
      scope.diagnostics.push(warningAt('UNKNOWN_PARAMETER', message));
    } else
      inputs.set(name, {
        place: block.head,
        value: () => parameter(name, text, block.body.attributes.get('type')?.value, scope),
      });
  }
  return inputs;
}

function fromFile({ name, namePlace, value }: Attribute, config: ModuleConfig, scope: Scope): Input {
  if (!config.variables.has(name)) {
    const message = `The configuration has no variable \`${name}\`: its value is not used.${didYouMean(name, config.variables.keys())}`;
    scope.diagnostics.push(warningAt('UNKNOWN_PARAMETER', message, spanOf(namePlace)));
  }
  return { place: value, value: () => scope.run.evaluate(value, scope) };
}

/** A text for a variable of a text; anything else is written as in a file. */
function parameter(name: string, text: string, type: Expression | undefined, scope: Scope): ReturnType<Input['value']> {
  const isText =
    type === undefined ||
    (type.kind === 'name' && (type.name === 'string' || type.name === 'any')) ||
    (type.kind === 'literal' && type.value === 'string');
  if (isText) return scalar(text);
  const expression = parseExpression(sourceOf(`parameter ${name}`, text), scope.diagnostics);
  return expression === undefined ? scalar(text) : scope.run.evaluate(expression, scope);
}
