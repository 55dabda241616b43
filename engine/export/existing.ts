import { type Diagnostic, warningAt } from '../diagnostic.ts';
import type { Json } from '../json.ts';
import type { Described } from '../resources/described.ts';
import type { Declared, Draft } from '../resources/kind.ts';
import type { Stack } from '../stack/deploy.ts';
import { asString, at, fromJson, type Located, type LocatedMap } from '../template/tree.ts';

/**
 * What exists, as an author would declare it anew: AWS's own main tables, default ACLs and default groups become things of their own,
 * because a template can say nothing of those; rules stand in their groups; lines that lead nowhere are left out.
 */
export function declaredAnew(
  { resources, draft }: Pick<Stack, 'resources' | 'draft'>,
  descriptions: readonly Described[],
  diagnostics: Diagnostic[],
): readonly Declared[] {
  const made = descriptions.flatMap(({ vpcs }) => [...vpcs].flatMap(([vpc, each]) => madeThings(draft, vpc, each)));
  const kept = [...resources, ...made].filter((each) => !leadsNowhere(each, descriptions, diagnostics));
  const groups = new Set(kept.filter(({ type }) => type === 'AWS::EC2::SecurityGroup').map(({ physicalId }) => physicalId));
  const inside = kept.filter((each) => isInside(each, groups));
  return kept
    .filter((each) => !inside.includes(each))
    .map((each) => (each.type === 'AWS::EC2::SecurityGroup' ? withRules(each, inside) : withoutAddress(each)));
}

type MadeIds = Described['vpcs'] extends ReadonlyMap<string, infer M> ? M : never;

function madeThings(draft: Draft, vpc: string, made: MadeIds): readonly Declared[] {
  const { mainRouteTable: table, networkAcl: acl, securityGroup: group } = made;
  const subnets = [...draft.subnets.values()].filter((each) => each.vpc === vpc);
  const origin = draft.vpcs.get(vpc)?.origin;
  if (origin?.span === undefined) return [];
  const declare = declarer(origin.span);
  const governed = (own: 'routeTable' | 'networkAcl', id: string) =>
    subnets.filter((each) => each[own] === id).map((each) => each.origin.id);
  return [
    ...(table === undefined ? [] : [declare('RouteTable', table, { VpcId: vpc })]),
    ...(table === undefined
      ? []
      : governed('routeTable', table).map((SubnetId) =>
          declare('SubnetRouteTableAssociation', `${table}/${SubnetId}`, { RouteTableId: table, SubnetId }),
        )),
    ...(acl === undefined ? [] : [declare('NetworkAcl', acl, { VpcId: vpc })]),
    ...(acl === undefined
      ? []
      : governed('networkAcl', acl).map((SubnetId) =>
          declare('SubnetNetworkAclAssociation', `${acl}/${SubnetId}`, { NetworkAclId: acl, SubnetId }),
        )),
    ...(group === undefined
      ? []
      : [declare('SecurityGroup', group, { VpcId: vpc, GroupDescription: 'What was the default group' })]),
  ];
}

const declarer =
  (span: Declared['span']) =>
  (type: string, physicalId: string, properties: Json): Declared => ({
    logicalId: physicalId,
    type: `AWS::EC2::${type}`,
    physicalId,
    properties: fromJson(properties, span),
    needs: [],
    span,
    origin: { id: physicalId, logicalId: physicalId, span },
  });

function leadsNowhere({ physicalId, span }: Declared, descriptions: readonly Described[], diagnostics: Diagnostic[]): boolean {
  if (!descriptions.some(({ blackholes }) => blackholes.has(physicalId))) return false;
  diagnostics.push(warningAt('EXPORT_LEFT_OUT', `The line ${physicalId} leads to nothing that exists, so it is left out.`, span));
  return true;
}

/** A rule that names no group can stand in its own; rules that name groups may need each other's. */
const isInside = ({ type, properties }: Declared, groups: ReadonlySet<string>): boolean =>
  /^AWS::EC2::SecurityGroup(In|E)gress$/.test(type) &&
  groups.has(asString(at(properties, 'GroupId')) ?? '') &&
  at(properties, 'SourceSecurityGroupId') === undefined &&
  at(properties, 'DestinationSecurityGroupId') === undefined;

/** A group without any egress of its own would get AWS's, which admits everything: this rule admits nothing that there is. */
const NOTHING: Json = {
  IpProtocol: 'icmp',
  FromPort: 252,
  ToPort: 86,
  CidrIp: '255.255.255.255/32',
  Description: 'Nothing goes out',
};

function withRules(group: Declared, rules: readonly Declared[]): Declared {
  const own = (type: string) =>
    rules
      .filter((each) => each.type === type && asString(at(each.properties, 'GroupId')) === group.physicalId)
      .map(({ properties }) => without(properties, 'GroupId'));
  const [ingress, egress] = [own('AWS::EC2::SecurityGroupIngress'), own('AWS::EC2::SecurityGroupEgress')];
  const { span } = group;
  const list = (items: readonly Located[]): Located => ({ kind: 'list', items, span });
  const withIngress = ingress.length === 0 ? group.properties : and(group.properties, 'SecurityGroupIngress', list(ingress));
  return {
    ...group,
    properties: and(withIngress, 'SecurityGroupEgress', list(egress.length === 0 ? [fromJson(NOTHING, span)] : egress)),
  };
}

/** An address that somebody has cannot be had again. */
const withoutAddress = (each: Declared): Declared =>
  each.type === 'AWS::EC2::EIP' ? { ...each, properties: without(each.properties, 'Address') } : each;

const entriesOf = (node: Located): LocatedMap['entries'] => (node.kind === 'map' ? node.entries : new Map());

const without = (node: Located, key: string): Located => {
  const entries = new Map(entriesOf(node));
  entries.delete(key);
  return { kind: 'map', entries, span: node.span };
};

const and = (node: Located, key: string, value: Located): Located => ({
  kind: 'map',
  entries: new Map(entriesOf(node)).set(key, { key, keySpan: value.span, value }),
  span: node.span,
});
