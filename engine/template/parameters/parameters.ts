import { type Diagnostic, errorAt, infoAt, type Span, warningAt } from '../../diagnostic.ts';
import type { ResolveEnvironment } from '../environment.ts';
import { listAt } from '../scope.ts';
import type { Template } from '../template.ts';
import { numberOrText } from '../text/scalars.ts';
import { asNumber, asString, at, type Located, type LocatedEntry, scalarAt, unknownAt } from '../tree.ts';
import { matchesPattern } from './pattern.ts';

/**
 * The value of every parameter: what the environment gives, or its default. One without either is an error, except that AWS would
 * offer a list of its own things to choose from (types such as AWS::EC2::VPC::Id) or read it (SSM): those get a plausible value.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html
 */
export function parameterValues(
  template: Template,
  environment: ResolveEnvironment,
  diagnostics: Diagnostic[],
): ReadonlyMap<string, Located> {
  for (const name of Object.keys(environment.parameters)) {
    if (template.parameters.has(name)) continue;
    diagnostics.push(warningAt('UNKNOWN_PARAMETER', `The template has no parameter \`${name}\`: its value is not used.`));
  }
  return new Map([...template.parameters].map(([name, entry]) => [name, valueFor(entry, environment, diagnostics)]));
}

function valueFor(entry: LocatedEntry, environment: ResolveEnvironment, diagnostics: Diagnostic[]): Located {
  const { key: name, keySpan, value: definition } = entry;
  const type = asString(at(definition, 'Type'));
  if (type === undefined) {
    diagnostics.push(errorAt('MISSING_PARAMETER_TYPE', `The parameter \`${name}\` has no Type, such as String.`, keySpan));
  }
  // Object.hasOwn: a parameter may be called `constructor`.
  const given = Object.hasOwn(environment.parameters, name) ? environment.parameters[name] : undefined;
  const byDefault = at(definition, 'Default');
  if (byDefault !== undefined && asString(byDefault) === undefined && given === undefined) {
    diagnostics.push(errorAt('PARAMETER_DEFAULT', `The Default of \`${name}\` is a text or a number.`, byDefault.span));
    return unknownAt(`the parameter ${name} has no value`, keySpan);
  }
  const text = given ?? asString(byDefault);
  const span = given === undefined ? (byDefault?.span ?? keySpan) : keySpan;
  const known = type ?? 'String';
  if (isFromSsm(known) && (given === undefined || given.startsWith('/')))
    return assumed(entry, known, text, environment, diagnostics);
  if (text === undefined && isAwsType(known)) return assumed(entry, known, undefined, environment, diagnostics);
  if (text === undefined) {
    const message = `The parameter \`${name}\` has no Default and nobody gave it a value. Write a Default.`;
    diagnostics.push(errorAt('MISSING_PARAMETER', message, keySpan));
    return unknownAt(`the parameter ${name} has no value`, keySpan);
  }
  const value = typed(text, known, span);
  constrain(entry, value, span, diagnostics);
  return value;
}

const isFromSsm = (type: string): boolean => type.startsWith('AWS::SSM::Parameter::Value<');
const isAwsType = (type: string): boolean => /^(List<)?AWS::/.test(type);
const isList = (type: string): boolean =>
  type === 'CommaDelimitedList' || type.includes('List<') || type.endsWith('<CommaDelimitedList>');

function typed(text: string, type: string, span: Span): Located {
  if (isList(type)) return listAt(text === '' ? [] : text.split(',').map((item) => item.trim()), span);
  return scalarAt(type === 'Number' ? numberOrText(text) : text, span);
}

/** A value that AWS would read or offer: a plausible one of the world, or none that can be known. */
function assumed(
  { key: name, keySpan, value: definition }: LocatedEntry,
  type: string,
  source: string | undefined,
  environment: ResolveEnvironment,
  diagnostics: Diagnostic[],
): Located {
  const span = at(definition, 'Default')?.span ?? keySpan;
  const value = environment.plausibleParameter?.(type, name);
  const from = source === undefined ? 'nobody gave it a value' : `AWS reads it from \`${source}\``;
  const then = value === undefined ? 'it cannot be known here' : `\`${value}\` is assumed`;
  diagnostics.push(infoAt('PARAMETER_ASSUMED', `The parameter \`${name}\` is of type ${type} and ${from}: ${then}.`, span));
  return value === undefined ? unknownAt(`the parameter ${name} is known at AWS only`, span) : typed(value, type, span);
}

/** The constraints that the parameter declares, for each item where it is a list. */
function constrain({ key: name, value: definition }: LocatedEntry, value: Located, span: Span, diagnostics: Diagnostic[]): void {
  const why = asString(at(definition, 'ConstraintDescription'));
  for (const item of value.kind === 'list' ? value.items : [value]) {
    const text = asString(item) ?? '';
    const fault = faultOf(text, definition, span, diagnostics);
    if (fault === undefined) continue;
    const message = `\`${text.slice(0, 100)}\` is no value for the parameter \`${name}\`: ${why ?? fault}.`;
    diagnostics.push(errorAt('PARAMETER_NOT_ALLOWED', message, span));
  }
}

function faultOf(text: string, definition: Located, span: Span, diagnostics: Diagnostic[]): string | undefined {
  const allowed = at(definition, 'AllowedValues');
  if (allowed?.kind === 'list' && !allowed.items.some((item) => asString(item) === text)) {
    return `it is none of ${allowed.items.map((item) => asString(item) ?? '').join(', ')}`;
  }
  const limit = (name: string) => asNumber(at(definition, name));
  if (text.length < (limit('MinLength') ?? 0)) return `it is shorter than ${limit('MinLength')} characters`;
  if (text.length > (limit('MaxLength') ?? text.length)) return `it is longer than ${limit('MaxLength')} characters`;
  const type = asString(at(definition, 'Type'));
  if (type === 'Number' || type === 'List<Number>') {
    const number = asNumber(scalarAt(text, span));
    if (number === undefined) return 'it is no number';
    if (number < (limit('MinValue') ?? number)) return `it is less than ${limit('MinValue')}`;
    if (number > (limit('MaxValue') ?? number)) return `it is more than ${limit('MaxValue')}`;
  }
  return patternFault(text, at(definition, 'AllowedPattern'), diagnostics);
}

function patternFault(text: string, node: Located | undefined, diagnostics: Diagnostic[]): string | undefined {
  const pattern = asString(node);
  if (pattern === undefined) return undefined;
  const matches = matchesPattern(pattern, text);
  if (matches === undefined) {
    const message = 'This pattern is not checked here: it uses more of the language of patterns than is known.';
    diagnostics.push(infoAt('PATTERN_NOT_CHECKED', message, node?.span));
  }
  return matches === false ? `it does not match ${pattern.slice(0, 100)}` : undefined;
}
