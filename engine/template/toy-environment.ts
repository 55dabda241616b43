import type { Span } from '../diagnostic.ts';
import type { ResolveEnvironment } from './environment.ts';
import { parseTemplate } from './parse.ts';
import { resolveTemplate } from './resolve.ts';
import { asString, at, toJson } from './tree.ts';

/** An environment for tests: ids and attributes that can be read at a glance, and that depend on properties of other resources. */
export const TOY: ResolveEnvironment = {
  region: 'us-east-1',
  account: '111122223333',
  parameters: {},
  availabilityZones: (region) => (region === 'us-east-1' ? ['us-east-1a', 'us-east-1b', 'us-east-1c'] : []),
  physicalIdOf: (_type, logicalId, properties) => asString(at(properties, 'Name')) ?? `id-${logicalId}`,
  attributeOf: (_type, logicalId, attribute, properties) => {
    if (attribute === 'Arn') return `arn:${logicalId}`;
    if (attribute === 'DnsEntries') return [`Z1:${logicalId}.example`, `Z2:${logicalId}-a.example`];
    if (attribute === 'CidrBlock') return asString(at(properties, 'CidrBlock')) ?? { kind: 'unknown', reason: 'no block' };
    return attribute === 'Secret' ? { kind: 'unknown', reason: 'only AWS knows it' } : undefined;
  },
  imports: (name) => (name === 'shared-vpc' ? 'vpc-0shared' : undefined),
};

/** What a text resolves to, in plain values: each resource's type, id and properties, and every remark as its code and the words it stands at. */
export function resolved(text: string, environment: ResolveEnvironment = TOY) {
  const { template, diagnostics } = parseTemplate(text, 't.yaml');
  const result = template === undefined ? undefined : resolveTemplate(template, environment);
  return {
    resources: Object.fromEntries(
      (result?.declarations ?? []).map((each) => [
        each.logicalId,
        { type: each.type, id: each.physicalId, properties: toJson(each.properties), needs: [each.dependsOn, each.references] },
      ]),
    ),
    outputs: Object.fromEntries((result?.outputs ?? []).map(({ name, value }) => [name, toJson(value)])),
    declarations: result?.declarations ?? [],
    remarks: [...diagnostics, ...(result?.diagnostics ?? [])].map(({ code, span }) => `${code} ${under(text, span)}`),
    diagnostics: [...diagnostics, ...(result?.diagnostics ?? [])],
  };
}

function under(text: string, span: Span | undefined): string {
  if (span === undefined) return 'nowhere';
  const line = text.split('\n')[span.start.line - 1] ?? '';
  return line.slice(span.start.column - 1, span.end.line === span.start.line ? span.end.column - 1 : undefined);
}
