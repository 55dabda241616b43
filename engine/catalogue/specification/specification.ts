/** What a property takes. A `part` is a map of named properties, looked up in `ResourceSpecification.parts`; `any` takes anything. */
export type PropertyType =
  | { readonly kind: 'text' | 'number' | 'boolean' | 'json' | 'any' }
  | { readonly kind: 'list' | 'map'; readonly of: PropertyType }
  | { readonly kind: 'part'; readonly part: string };

/** One property of a resource type, or of a part of one. */
export interface SpecifiedProperty {
  readonly name: string;
  readonly required: boolean;
  readonly type: PropertyType;
  /** The values that AWS takes, where it names them; empty where it names none. */
  readonly allowedValues: readonly string[];
}

/** One resource type: its properties and what `Fn::GetAtt` answers, both by the alphabet. */
export interface SpecifiedType {
  readonly type: string;
  readonly properties: ReadonlyMap<string, SpecifiedProperty>;
  readonly attributes: readonly string[];
}

/** CloudFormation's own table of properties, for the types of this course and those that often stand beside them. */
export interface ResourceSpecification {
  /** The package that it was cut from. */
  readonly source: string;
  readonly types: ReadonlyMap<string, SpecifiedType>;
  /** The properties of a part by its name, such as `AWS::EC2::SecurityGroup.Ingress`; empty for a part that is not known. */
  readonly partNamed: (name: string) => ReadonlyMap<string, SpecifiedProperty>;
  /** Every type that AWS has, also those whose properties are not here. */
  readonly everyType: ReadonlySet<string>;
}

/** The file as it was cut; `properties` are `Name! type values` with `|` between them. */
export interface SpecificationFile {
  readonly source: string;
  readonly everyType: Readonly<Record<string, string>>;
  readonly types: Readonly<Record<string, { readonly properties: string; readonly attributes: string }>>;
  readonly parts: Readonly<Record<string, string>>;
}

/** The table that `file` holds; each type and part is read when it is first asked for. */
export function specificationOf(file: SpecificationFile): ResourceSpecification {
  const parts = new Map<string, ReadonlyMap<string, SpecifiedProperty>>([['Tag', propertiesIn('Key! text|Value! text')]]);
  const types = new Map(
    Object.entries(file.types).map(([type, { properties, attributes }]): [string, SpecifiedType] => [
      type,
      { type, properties: propertiesIn(properties), attributes: attributes === '' ? [] : attributes.split(' ') },
    ]),
  );
  const everyType = new Set(
    Object.entries(file.everyType).flatMap(([service, names]) => names.split(' ').map((name) => `AWS::${service}::${name}`)),
  );
  const partNamed = (name: string) => {
    const known = parts.get(name) ?? propertiesIn(Object.hasOwn(file.parts, name) ? (file.parts[name] ?? '') : '');
    parts.set(name, known);
    return known;
  };
  return { source: file.source, types, partNamed, everyType };
}

function propertiesIn(line: string): ReadonlyMap<string, SpecifiedProperty> {
  if (line === '') return new Map();
  return new Map(
    line
      .split('|')
      .map((each) => propertyIn(each))
      .map((each) => [each.name, each]),
  );
}

function propertyIn(text: string): SpecifiedProperty {
  const [written = '', type = 'any', ...values] = text.split(' ');
  const required = written.endsWith('!');
  const allowedValues = values.join(' ');
  return {
    name: required ? written.slice(0, -1) : written,
    required,
    type: typeIn(type),
    allowedValues: allowedValues === '' ? [] : allowedValues.split(','),
  };
}

function typeIn(text: string): PropertyType {
  if (text.startsWith('[')) return { kind: 'list', of: typeIn(text.slice(1, -1)) };
  if (text.startsWith('{')) return { kind: 'map', of: typeIn(text.slice(1, -1)) };
  switch (text) {
    case 'text':
    case 'number':
    case 'boolean':
    case 'json':
    case 'any':
      return { kind: text };
  }
  return { kind: 'part', part: text };
}
