import { asString, at } from '../../template/tree.ts';
import type { Account } from '../account.ts';
import { type Item, listAt, textAt } from '../gather.ts';

/** `elbv2 describe-load-balancers` and `describe-load-balancer-attributes`. */
export function loadBalancers(account: Account): void {
  for (const item of account.all('LoadBalancers')) {
    const { node } = item;
    const arn = textAt(node, 'LoadBalancerArn') ?? '';
    const dnsName = textAt(node, 'DNSName');
    if (dnsName !== undefined) account.names.set(arn, dnsName.toLowerCase());
    const fixed = listAt(node, 'AvailabilityZones').map((zone) => ({
      SubnetId: textAt(zone, 'SubnetId') ?? '',
      PrivateIPv4Address: textAt(zone, 'LoadBalancerAddresses', 0, 'PrivateIPv4Address'),
    }));
    account.declare(
      'AWS::ElasticLoadBalancingV2::LoadBalancer',
      arn,
      {
        Name: at(node, 'LoadBalancerName'),
        Type: at(node, 'Type'),
        Scheme: textAt(node, 'Type') === 'gateway' ? undefined : at(node, 'Scheme'),
        IpAddressType: at(node, 'IpAddressType'),
        SubnetMappings: fixed.map(({ SubnetId, PrivateIPv4Address }) => ({
          SubnetId,
          ...(PrivateIPv4Address === undefined ? {} : { PrivateIPv4Address }),
        })),
        SecurityGroups: listAt(node, 'SecurityGroups').length === 0 ? undefined : at(node, 'SecurityGroups'),
        EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic: at(node, 'EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic'),
        EnablePrefixForIpv6SourceNat: at(node, 'EnablePrefixForIpv6SourceNat'),
        LoadBalancerAttributes: attributesOf(account, 'LoadBalancerAttributes', 'LoadBalancerArn', arn),
      },
      item,
    );
  }
}

function attributesOf(
  account: Account,
  key: string,
  by: string,
  arn: string,
): readonly { readonly Key: string; readonly Value: string }[] {
  const found = account.all(key).find(({ node }) => textAt(node, by) === arn);
  return found === undefined
    ? []
    : listAt(found.node, 'Attributes').map((each) => ({ Key: textAt(each, 'Key') ?? '', Value: textAt(each, 'Value') ?? '' }));
}

/** `elbv2 describe-target-groups`, `describe-target-health`, `describe-target-group-attributes`. */
export function targetGroups(account: Account): void {
  for (const item of account.all('TargetGroups')) {
    const { node } = item;
    const arn = textAt(node, 'TargetGroupArn') ?? '';
    account.declare(
      'AWS::ElasticLoadBalancingV2::TargetGroup',
      arn,
      {
        Name: at(node, 'TargetGroupName'),
        Protocol: at(node, 'Protocol'),
        Port: at(node, 'Port'),
        VpcId: at(node, 'VpcId'),
        TargetType: at(node, 'TargetType'),
        IpAddressType: at(node, 'IpAddressType'),
        HealthCheckPort: healthPortOf(item),
        TargetGroupAttributes: attributesOf(account, 'TargetGroupAttributes', 'TargetGroupArn', arn),
        Targets: targetsOf(account, item, arn),
      },
      item,
    );
  }
}

/** `traffic-port` is what a group has where nobody chose a port. */
const healthPortOf = ({ node }: Item) =>
  textAt(node, 'HealthCheckPort') === 'traffic-port' ? undefined : at(node, 'HealthCheckPort');

function targetsOf(account: Account, item: Item, arn: string) {
  const health = account.all('TargetHealth').find(({ node }) => textAt(node, 'TargetGroupArn') === arn);
  if (health === undefined) {
    const message = `The targets of ${textAt(item.node, 'TargetGroupName') ?? arn} were not gathered (describe-target-health): it has none here.`;
    account.diagnostics.push({ severity: 'warning', code: 'DESCRIBED_MISSING', message, span: item.node.span });
    return [];
  }
  return listAt(health.node, 'TargetHealthDescriptions').map((each) => {
    const [id, port, zone] = [
      textAt(each, 'Target', 'Id') ?? '',
      textAt(each, 'Target', 'Port'),
      textAt(each, 'Target', 'AvailabilityZone'),
    ];
    const state = textAt(each, 'TargetHealth', 'State');
    if (state === 'unhealthy' || state === 'draining') account.states.set(id, state);
    return {
      Id: id,
      ...(port === undefined ? {} : { Port: Number(port) }),
      ...(zone === 'all' ? { AvailabilityZone: zone } : {}),
    };
  });
}

/** `elbv2 describe-listeners`. */
export function listeners(account: Account): void {
  for (const item of account.all('Listeners')) {
    const { node } = item;
    account.declare(
      'AWS::ElasticLoadBalancingV2::Listener',
      textAt(node, 'ListenerArn') ?? '',
      {
        LoadBalancerArn: at(node, 'LoadBalancerArn'),
        Port: at(node, 'Port'),
        Protocol: asString(at(node, 'Protocol')) === 'GENEVE' ? undefined : at(node, 'Protocol'),
        DefaultActions: at(node, 'DefaultActions'),
      },
      item,
    );
  }
}
