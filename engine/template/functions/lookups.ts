import { errorAt, infoAt, warningAt } from '../../diagnostic.ts';
import { misuse, relocated, type Scope, type TemplateFunction } from '../scope.ts';
import { LANGUAGE_EXTENSIONS } from '../template.ts';
import { asString, at, type Located, scalarAt, unknownAt } from '../tree.ts';
import { resolvedText } from './text.ts';

/** `Ref`: a parameter, a resource or a pseudo parameter. */
export const ref: TemplateFunction = (argument, span, scope) => {
  const name = asString(argument);
  if (name === undefined) return misuse(scope, span, 'Ref takes the name of a parameter or a resource.');
  return scope.lookUp(name, span);
};

/** `Fn::GetAtt`: [logical id, attribute], or both with a period between them. */
export const getAtt: TemplateFunction = (argument, span, scope) => {
  const { logicalId, attribute } = getAttForm(argument);
  if (logicalId === undefined || attribute === undefined) {
    return misuse(scope, span, 'Fn::GetAtt takes a logical id and an attribute: `Resource.Attribute`.');
  }
  const name = resolvedText(attribute, scope);
  if (name === undefined) return misuse(scope, attribute.span, 'The attribute of Fn::GetAtt is a text.');
  return typeof name === 'string' ? scope.attribute(String(logicalId.value), name, span) : unknownAt(name.reason, span);
};

/** The two halves of the argument of `Fn::GetAtt`, in either of its forms. */
export function getAttForm(argument: Located): {
  readonly logicalId?: Extract<Located, { kind: 'scalar' }>;
  readonly attribute?: Located;
} {
  if (argument.kind === 'list') {
    const [logicalId, ...rest] = argument.items;
    if (logicalId?.kind !== 'scalar' || logicalId.value === null) return {};
    const [first] = rest;
    if (first === undefined) return { logicalId };
    // A third item is the rest of a dotted attribute: [Stack, Outputs, VpcId].
    if (rest.length === 1) return { logicalId, attribute: first };
    return { logicalId, attribute: scalarAt(rest.map((each) => asString(each) ?? '').join('.'), first.span) };
  }
  const text = asString(argument);
  if (text === undefined) return {};
  const dot = text.indexOf('.');
  if (dot === -1) return { logicalId: scalarAt(text, argument.span) };
  return { logicalId: scalarAt(text.slice(0, dot), argument.span), attribute: scalarAt(text.slice(dot + 1), argument.span) };
}

/** An import that nobody here exports; a stack that is not loaded may. */
export const UNRESOLVED_IMPORT = 'UNRESOLVED_IMPORT';

/** `Fn::ImportValue`: what another stack exports under this name. */
export const importValue: TemplateFunction = (argument, span, scope) => {
  const name = resolvedText(argument, scope);
  if (name === undefined) return misuse(scope, span, 'Fn::ImportValue takes the name of an export.');
  if (typeof name !== 'string') return unknownAt(name.reason, span);
  const value = scope.environment.imports(name);
  if (value !== undefined) return scalarAt(value, span);
  const message = `No export named ${name} found: the value cannot be known. Load the stack that exports it as well.`;
  scope.diagnostics.push(warningAt(UNRESOLVED_IMPORT, message, span));
  return unknownAt(`the export ${name} is not here`, span);
};

/** `Fn::FindInMap`: [map, first key, second key], with {DefaultValue} as a fourth item. */
export const findInMap: TemplateFunction = (argument, span, scope) => {
  const items = argument.kind === 'list' ? argument.items : [];
  if (items.length < 3 || items.length > 4) return misuse(scope, span, 'Fn::FindInMap takes a map and two keys.');
  const path: string[] = [];
  for (const item of items.slice(0, 3)) {
    const key = resolvedText(item, scope);
    if (key === undefined) return misuse(scope, item.span, 'Fn::FindInMap takes texts as its keys.');
    if (typeof key !== 'string') return unknownAt(key.reason, span);
    path.push(key);
  }
  const [map = '', first = '', second = ''] = path;
  const mapping = scope.template.mappings.get(map)?.value;
  const found = at(mapping, first, second);
  if (found !== undefined) return relocated(scope, found, span);
  const fallback = at(items[3], 'DefaultValue');
  if (fallback !== undefined) {
    needsLanguageExtensions('DefaultValue of Fn::FindInMap', fallback, scope);
    return scope.evaluate(fallback, scope);
  }
  const message = `The mappings have no value at \`${map}\`, \`${first}\`, \`${second}\`.`;
  scope.diagnostics.push(errorAt('MAPPING_NOT_FOUND', message, span));
  return unknownAt(message, span);
};

/** Warns where a function works only with the transform AWS::LanguageExtensions, and the template does not name it. */
export function needsLanguageExtensions(what: string, { span }: Pick<Located, 'span'>, scope: Scope): void {
  if (scope.template.transforms.some(({ name }) => name === LANGUAGE_EXTENSIONS)) return;
  const message = `The ${what} works only in a template with \`Transform: ${LANGUAGE_EXTENSIONS}\`. Add that line.`;
  scope.diagnostics.push(warningAt('NEEDS_LANGUAGE_EXTENSIONS', message, span));
}

/** `Fn::Transform`: a macro that runs at AWS only. */
export const transform: TemplateFunction = (argument, span, scope) => {
  const name = asString(at(argument, 'Name')) ?? 'a macro';
  const message = `\`${name}\` runs at AWS only: its result cannot be known here.`;
  scope.diagnostics.push(infoAt('TRANSFORM_NOT_APPLIED', message, span));
  return unknownAt(`${name} is not applied`, span);
};
