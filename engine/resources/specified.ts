import type { PropertyType, ResourceSpecification, SpecifiedProperty } from '../catalogue/specification/specification.ts';
import { type Diagnostic, warningAt } from '../diagnostic.ts';
import { didYouMean } from '../nearest.ts';
import { asBoolean, asNumber, asString, type Located, type LocatedMap } from '../template/tree.ts';
import type { Declared } from './kind.ts';

/** What CloudFormation's own table says against `resources`: types and properties that do not exist, values of another type, missing ones. */
export function remarksBySpecification(
  resources: readonly Pick<Declared, 'logicalId' | 'type' | 'properties' | 'span'>[],
  specification: ResourceSpecification,
): readonly Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  for (const { type, properties, span } of resources) {
    if (!isKnownType(type, specification)) {
      const message = `AWS has no resource type ${type}.${didYouMean(type, specification.everyType)}`;
      diagnostics.push(warningAt('UNKNOWN_TYPE', message, span));
      continue;
    }
    const known = specification.types.get(type);
    if (known === undefined || properties.kind !== 'map') continue;
    const reading = { specification, diagnostics, type };
    mapOf(properties, known.properties, type, reading);
  }
  return diagnostics;
}

/** Whether AWS has the type, or it is one of somebody's own: a custom resource, a registered third-party type, a module. */
export const isKnownType = (type: string, { everyType }: ResourceSpecification): boolean =>
  everyType.has(type) || !type.startsWith('AWS::') || type.endsWith('::MODULE') || /^AWS::(Serverless::|CDK::)/.test(type);

interface Reading {
  readonly specification: ResourceSpecification;
  readonly diagnostics: Diagnostic[];
  readonly type: string;
}

function mapOf(node: LocatedMap, known: ReadonlyMap<string, SpecifiedProperty>, where: string, reading: Reading): void {
  for (const { key, keySpan, value: written } of node.entries.values()) {
    const property = known.get(key);
    if (property !== undefined) value(written, property, property.type, `${where}.${key}`, reading);
    // What a macro brings in place of properties is not here.
    else if (!key.startsWith('Fn::')) {
      const message = `${where} has no property ${key}.${didYouMean(key, known.keys())}`;
      reading.diagnostics.push(warningAt('UNKNOWN_PROPERTY', message, keySpan));
    }
  }
  for (const { name, required } of known.values()) {
    if (!required || node.entries.has(name) || node.entries.has('Fn::Transform')) continue;
    reading.diagnostics.push(warningAt('MISSING_PROPERTY', `${where} needs ${name}.`, { ...node.span, end: node.span.start }));
  }
}

function value(node: Located, property: SpecifiedProperty, type: PropertyType, where: string, reading: Reading): void {
  const { diagnostics, specification } = reading;
  const word = misfit(node, type);
  if (word !== undefined) diagnostics.push(warningAt('PROPERTY_TYPE', `${where} must be ${word}.`, node.span));
  else if (type.kind === 'text') among(node, property, where, diagnostics);
  // A lone element stands for a list of one.
  else if (type.kind === 'list')
    for (const item of node.kind === 'list' ? node.items : [node]) value(item, property, type.of, where, reading);
  else if (type.kind === 'part' && node.kind === 'map') {
    const known = specification.partNamed(type.part);
    if (known.size > 0) mapOf(node, known, where, reading);
  }
}

/** What the value would have to be, where it is not. */
function misfit(node: Located, type: PropertyType): string | undefined {
  if (node.kind === 'unknown') return undefined;
  switch (type.kind) {
    case 'any':
    case 'list':
      return undefined;
    case 'json':
      return node.kind === 'list' ? 'a JSON document' : undefined;
    case 'text':
      return asString(node) === undefined ? 'text' : undefined;
    case 'number':
      return asNumber(node) === undefined ? 'a number' : undefined;
    case 'boolean':
      return asBoolean(node) === undefined ? 'true or false' : undefined;
    case 'map':
    case 'part':
      return node.kind === 'map' ? undefined : 'a map';
  }
}

function among(node: Located, { allowedValues }: SpecifiedProperty, where: string, diagnostics: Diagnostic[]): void {
  const text = asString(node);
  if (text === undefined || allowedValues.length === 0 || allowedValues.includes(text)) return;
  const message = `${where} is one of ${allowedValues.slice(0, 12).join(', ')}, not ${text.slice(0, 80)}.`;
  diagnostics.push(warningAt('PROPERTY_VALUE', `${message}${didYouMean(text, allowedValues)}`, node.span));
}
