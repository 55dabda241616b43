import { type Diagnostic, errorAt, type Span } from '../diagnostic.ts';
import type { Template } from './template.ts';
import { asString, at, type Located, toJson } from './tree.ts';

export type AttributeValue = string | readonly string[] | { readonly kind: 'unknown'; readonly reason: string };
export interface ResolveEnvironment {
  readonly region: string;
  readonly account: string;
  readonly stackName?: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly availabilityZones: (region: string) => readonly string[];
  readonly physicalIdOf: (type: string, logicalId: string, properties: Located | undefined) => string;
  readonly attributeOf: (
    type: string,
    logicalId: string,
    attribute: string,
    properties: Located | undefined,
  ) => AttributeValue | undefined;
  readonly imports: (name: string) => string | undefined;
}
export interface Declaration {
  readonly logicalId: string;
  readonly type: string;
  readonly physicalId: string;
  readonly properties: Located;
  readonly dependsOn: readonly string[];
  readonly span: Span;
  readonly keySpan: Span;
}
export function resolveTemplate(
  template: Template,
  env: ResolveEnvironment,
): { declarations: readonly Declaration[]; diagnostics: readonly Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const resources = at(template.root, 'Resources');
  const params = at(template.root, 'Parameters');
  const map = resources?.kind === 'map' ? resources.entries : new Map();
  const str = (v: string | number | boolean | null, span: Span): Located => ({ kind: 'scalar', value: v, span });
  const ref = (id: string, span: Span): Located => {
    const pseudo: Record<string, string> = {
      'AWS::Region': env.region,
      'AWS::AccountId': env.account,
      'AWS::Partition': 'aws',
      'AWS::StackName': 'workbook',
      'AWS::URLSuffix': 'amazonaws.com',
    };
    if (pseudo[id] !== undefined) return str(pseudo[id] ?? '', span);
    const r = map.get(id);
    if (r !== undefined) return str(env.physicalIdOf(asString(at(r.value, 'Type')) ?? '', id, at(r.value, 'Properties')), span);
    const p = at(params, id);
    if (p !== undefined) return str(env.parameters[id] ?? asString(at(p, 'Default')) ?? '', span);
    diagnostics.push(errorAt('UNRESOLVED_REFERENCE', `${id} is not declared.`, span));
    return { kind: 'unknown', reason: id, span };
  };
  const getAtt = (id: string, a: string, span: Span): Located => {
    const r = map.get(id);
    if (r === undefined) {
      diagnostics.push(errorAt('UNRESOLVED_REFERENCE', `${id} is not declared.`, span));
      return { kind: 'unknown', reason: id, span };
    }
    const v = env.attributeOf(asString(at(r.value, 'Type')) ?? '', id, a, at(r.value, 'Properties'));
    return typeof v === 'string' ? str(v, span) : { kind: 'unknown', reason: a, span };
  };
  const go = (n: Located): Located => {
    if (n.kind === 'list') return { ...n, items: n.items.map(go) };
    if (n.kind !== 'map') return n;
    if (n.entries.size === 1) {
      const first = [...n.entries][0];
      if (first === undefined) return n;
      const [k, e] = first;
      const v = e.value;
      if (k === 'Ref') return ref(asString(v) ?? '', n.span);
      if (k === 'Fn::GetAtt') {
        const [id, a] = v.kind === 'list' ? v.items.map((i) => asString(i) ?? '') : (asString(v) ?? '').split('.');
        return getAtt(id ?? '', a ?? '', n.span);
      }
      if (k === 'Fn::Sub') {
        const t = v.kind === 'list' ? asString(v.items[0]) : asString(v);
        return str(
          (t ?? '').replace(/\$\{([^}]+)\}/g, (_m, x: string) => {
            const r =
              x.includes('.') && !x.includes('::')
                ? getAtt(x.split('.')[0] ?? '', x.split('.')[1] ?? '', n.span)
                : ref(x, n.span);
            return asString(r) ?? '';
          }),
          n.span,
        );
      }
      if (k === 'Fn::GetAZs')
        return { kind: 'list', items: env.availabilityZones(env.region).map((z) => str(z, n.span)), span: n.span };
      if (k === 'Fn::Select' && v.kind === 'list') {
        const l = go(v.items[1] as Located);
        const i = Number(asString(v.items[0]));
        return l.kind === 'list'
          ? { ...(l.items[i] as Located), span: n.span }
          : { kind: 'unknown', reason: 'Select', span: n.span };
      }
      if (k === 'Fn::Join' && v.kind === 'list') {
        const l = go(v.items[1] as Located);
        return str(l.kind === 'list' ? l.items.map((i) => asString(i) ?? '').join(asString(v.items[0]) ?? '') : '', n.span);
      }
    }
    return { ...n, entries: new Map([...n.entries].map(([k, e]) => [k, { ...e, value: go(e.value) }])) };
  };
  const declarations = [...map].map(([logicalId, e]): Declaration => {
    const type = asString(at(e.value, 'Type')) ?? '';
    const properties = go(at(e.value, 'Properties') ?? { kind: 'map', entries: new Map(), span: e.value.span });
    return {
      logicalId,
      type,
      physicalId: env.physicalIdOf(type, logicalId, properties),
      properties,
      dependsOn: [],
      span: e.value.span,
      keySpan: e.keySpan,
    };
  });
  void toJson;
  return { declarations, diagnostics };
}
