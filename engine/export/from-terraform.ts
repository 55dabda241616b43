import { type Diagnostic, warningAt } from '../diagnostic.ts';
import { derivedId } from '../resources/ids.ts';
import type { Declared, Draft } from '../resources/kind.ts';
import { fromJson, type Located } from '../template/tree.ts';

/**
 * What Terraform made, as an author would declare it in CloudFormation: a group that lets nothing out says so by a rule that matches nothing, because
 * CloudFormation lets everything out of a group without rules; a main table or default ACL that was taken over is a thing of its own, which the
 * subnets that have it name; types that CloudFormation does not have are left out and named. Without
 * `closes` groups stay as they are, for a language that reads them as Terraform does.
 */
export function declaredFromTerraform(
  resources: readonly Declared[],
  draft: Draft,
  diagnostics: Diagnostic[],
  closes = true,
): readonly Declared[] {
  const all = [...resources, ...resources.flatMap((each) => usesOf(each, draft))];
  return all.flatMap((each) => {
    if (!each.type.startsWith('AWS::')) {
      const message = `${each.logicalId} is left out: ${each.type} is not simulated, so it has no form here.`;
      diagnostics.push(warningAt('EXPORT_LEFT_OUT', message, each.span));
      return [];
    }
    return [closes && each.type === 'AWS::EC2::SecurityGroup' ? closed(each) : each];
  });
}

/** Who has a table or an ACL only because AWS made it beside the VPC. */
function usesOf(thing: Declared, draft: Draft): readonly Declared[] {
  const { physicalId, origin } = thing;
  const taken = [...draft.vpcs.values()];
  const [own, type, property] =
    thing.type === 'AWS::EC2::RouteTable' && taken.some((vpc) => vpc.mainRouteTable === physicalId)
      ? (['routeTable', 'AWS::EC2::SubnetRouteTableAssociation', 'RouteTableId'] as const)
      : thing.type === 'AWS::EC2::NetworkAcl' && taken.some((vpc) => vpc.defaultNetworkAcl === physicalId)
        ? (['networkAcl', 'AWS::EC2::SubnetNetworkAclAssociation', 'NetworkAclId'] as const)
        : [];
  if (own === undefined) return [];
  const subnets = [...draft.subnets.values()].filter((subnet) => subnet[own] === physicalId);
  return subnets.map(({ origin: subnet }) => {
    const logicalId = `${thing.logicalId}.${subnet.id}`;
    const properties = fromJson({ [property]: physicalId, SubnetId: subnet.id }, thing.span);
    const id = derivedId('', logicalId);
    return { ...thing, logicalId, type, physicalId: id, properties, needs: [], origin: { ...origin, id, logicalId } };
  });
}

const NOTHING_OUT = [{ IpProtocol: '-1', CidrIp: '127.0.0.1/32', Description: 'Nothing may go out' }];

function closed(group: Declared): Declared {
  const { properties } = group;
  if (properties.kind !== 'map' || properties.entries.has('SecurityGroupEgress')) return group;
  const { span } = properties;
  const value: Located = fromJson(NOTHING_OUT, span);
  const entries = new Map(properties.entries).set('SecurityGroupEgress', { key: 'SecurityGroupEgress', keySpan: span, value });
  return { ...group, properties: { ...properties, entries } };
}
