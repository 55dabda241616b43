import { defaultZoneId } from '../../catalogue/regions.ts';
import { defaultNameOf } from '../../catalogue/service-names.ts';
import type { Id, NetworkInterface, VpcEndpoint } from '../../network/model.ts';
import { asString, at } from '../../template/tree.ts';
import { interfaceMade } from '../described.ts';
import { advise, type Declared, type Draft, reject } from '../kind.ts';
import { isSecond } from '../order.ts';
import { freeAddresses } from '../place.ts';
import { flag, items, spanOf, text, texts } from '../read.ts';
import { isWearable } from '../security-group/security-group-vpc-association.ts';
import { type AskedService, inboundOnly } from './asked.ts';
import { chosenIn, refuseChosen } from './chosen.ts';
import type { Families } from './families.ts';
import { refuseReach, remarkOnAcceptance } from './offered.ts';
import { endpointsIn } from './quotas.ts';

type Home = NonNullable<ReturnType<Draft['vpcs']['get']>>;

/** What AWS refuses on an interface endpoint (facts:A50, A53, A55, A56, A59, C24). */
export function interfaceRefusals(resource: Declared, draft: Draft, home: Home, service: AskedService): void {
  if (items(resource, 'RouteTableIds').length > 0) {
    reject(
      draft,
      resource,
      'InvalidParameter',
      'Route table IDs are only supported for Gateway type VPC Endpoint.',
      spanOf(resource, 'RouteTableIds'),
    );
  }
  refuseSubnets(resource, draft, home, service);
  refuseChosen(resource, draft);
  refuseReach(resource, draft, service);
  refuseGroups(resource, draft, home);
  refuseInboundOption(resource, draft, service);
  if (items(resource, 'SubnetIds').length === 0) {
    const message =
      'Without a subnet the endpoint has no network interface, so that nothing reaches it and its names have no addresses.';
    advise(draft, resource, 'ENDPOINT_WITHOUT_SUBNETS', message);
  }
  if (flag(resource, 'PrivateDnsEnabled') === true) refusePrivateDns(resource, draft, home, service);
}

const INBOUND = 'PrivateDnsOnlyForInboundResolverEndpoint';
/** CloudFormation's words; other tools write truth values. */
const INBOUND_WORDS = ['OnlyInboundResolver', 'AllResolvers', 'NotSpecified', 'true', 'false'];

/** The option has three values, and only services with both kinds of endpoints have it (facts:A10, C66). */
function refuseInboundOption(resource: Declared, draft: Draft, { entry, name }: AskedService): void {
  const node = at(resource.properties, 'DnsOptions', INBOUND);
  const word = asString(node);
  if (word === undefined || draft.described !== undefined) return;
  const both = entry.endpointTypes.length > 1;
  if (!INBOUND_WORDS.includes(word))
    reject(draft, resource, 'InvalidParameter', `Value (${word}) for parameter ${INBOUND} is invalid.`, node?.span);
  else if (!both && (word === 'OnlyInboundResolver' || word === 'true')) {
    const message = `DnsOptions ${INBOUND} is only available for services that support both gateway and interface endpoints: ${name} does not.`;
    reject(draft, resource, 'InvalidParameter', message, node?.span);
  }
}

/** The endpoint's groups are groups of its own VPC. */
export function refuseGroups(resource: Declared, draft: Draft, home: Home): void {
  for (const item of items(resource, 'SecurityGroupIds')) {
    const id = asString(item);
    if (id !== undefined && !isWearable(draft, id, home.origin.id))
      reject(
        draft,
        resource,
        'InvalidGroup.NotFound',
        `The security group '${id}' does not exist in VPC '${home.origin.id}'`,
        item.span,
      );
  }
}

/** The endpoint's subnets are of its own VPC, one for each zone, in zones that AWS's service is offered in. */
export function refuseSubnets(resource: Declared, draft: Draft, home: Home, service?: AskedService): void {
  const zones = new Set<string>();
  for (const item of items(resource, 'SubnetIds')) {
    const id = asString(item);
    const subnet = id === undefined ? undefined : draft.subnets.get(id);
    if (subnet === undefined || subnet.vpc !== home.origin.id) {
      if (id?.startsWith('subnet-') === false)
        reject(draft, resource, 'InvalidSubnetId.Malformed', `Invalid id: "${id}" (expecting "subnet-...")`, item.span);
      else if (id !== undefined)
        reject(
          draft,
          resource,
          'InvalidSubnetId.NotFound',
          `The subnet ID '${id}' does not exist in the endpoint's VPC`,
          item.span,
        );
      continue;
    }
    if (zones.has(subnet.availabilityZone)) {
      const message = `Found another VPC endpoint subnet in the availability zone of ${id}. VPC endpoint subnets should be in different availability zones supported by the VPC endpoint service.`;
      reject(draft, resource, 'DuplicateSubnetsInSameZone', message, item.span);
    }
    zones.add(subnet.availabilityZone);
    if (service !== undefined && service.offered === undefined && !offeredIn(draft, service, subnet.availabilityZone)) {
      const message = `The VPC endpoint service ${service.name} does not support the availability zone of the subnet: ${subnet.origin.id}.`;
      reject(draft, resource, 'InvalidParameter', message, item.span);
    }
  }
}

/** Whether the service is offered in a zone: the world says so by name or id, else the catalogue (facts:A51, C10). */
function offeredIn(draft: Draft, { name, entry }: AskedService, zone: string): boolean {
  const id = draft.world.zoneIds[draft.account]?.[zone] ?? defaultZoneId(zone);
  const offered = draft.world.endpointServices[name]?.availabilityZones;
  return offered === undefined ? !(entry.notInZones ?? []).includes(id) : offered.includes(zone) || offered.includes(id);
}

function refusePrivateDns(resource: Declared, draft: Draft, home: Home, service: AskedService): void {
  const span = spanOf(resource, 'PrivateDnsEnabled');
  const refuse = (message: string) => reject(draft, resource, 'InvalidParameter', message, span);
  const { entry, name } = service;
  remarkOnAcceptance(resource, draft, service);
  if (entry.privateNames.length === 0)
    refuse(`Private DNS can't be enabled because the service ${name} does not provide a private DNS name.`);
  if (!home.enableDnsSupport || !home.enableDnsHostnames) {
    refuse(
      `Enabling private DNS requires both enableDnsSupport and enableDnsHostnames VPC attributes set to true for ${home.origin.id}`,
    );
  }
  const rival = endpointsIn(draft.vpcEndpoints, home.origin.id).find(
    (each) => each.privateDns && (each.serviceName === name || shares(each.privateNames, entry.privateNames)),
  );
  if (rival !== undefined) refuseSecond(resource, draft, rival, conflicting(privateNameOf(service), home.origin.id));
  if (entry.service === 's3' && inboundOnly(resource)) refuseWithoutGateway(resource, draft, home, refuse);
}

/** The name that a service's private DNS takes over. */
const privateNameOf = ({ entry, region, offered }: AskedService): string =>
  offered?.privateName?.name ?? defaultNameOf(entry, region);

/** What AWS says to an endpoint whose private name is taken in its VPC (facts:A53). */
export const conflicting = (name: string, vpc: Id): string =>
  `private-dns-enabled cannot be set because there is already a conflicting DNS domain for ${name} in the VPC ${vpc}`;

/** Of two endpoints with one private name the one that is made second is refused; where neither waits or was there before, the one that is written second. */
function refuseSecond(resource: Declared, draft: Draft, rival: VpcEndpoint, message: string): void {
  const { logicalId, span } = rival.origin;
  if (logicalId === undefined || span === undefined || !isSecond(draft, logicalId, resource.logicalId))
    reject(draft, resource, 'InvalidParameter', message, spanOf(resource, 'PrivateDnsEnabled'));
  else draft.rejections.push({ logicalId, code: 'InvalidParameter', message, span });
}

const shares = (a: readonly string[] = [], b: readonly string[] = []): boolean => a.some((name) => b.includes(name));

/** Gateway endpoints are compiled before interface endpoints, so all of them are there (facts:A56). */
function refuseWithoutGateway(resource: Declared, draft: Draft, home: Home, refuse: (message: string) => void): void {
  const gateway = endpointsIn(draft.vpcEndpoints, home.origin.id).find(
    (each) => each.type === 'Gateway' && each.service === 's3',
  );
  if (gateway === undefined) {
    refuse(
      `To set PrivateDnsOnlyForInboundResolverEndpoint to true, the VPC ${home.origin.id} must have a Gateway endpoint for the service.`,
    );
    return;
  }
  refuseOtherRecords(resource, gateway, refuse);
  const name = gateway.origin.logicalId;
  if (name !== undefined && !resource.needs.includes(name) && draft.described === undefined) {
    advise(
      draft,
      resource,
      'CREATE_ORDER',
      `The gateway endpoint ${name} must exist first; CloudFormation may create both at once unless DependsOn says so.`,
    );
  }
}

/** Both endpoints' records must be of one kind, unless the service decides the gateway's (facts:C65). */
function refuseOtherRecords(resource: Declared, gateway: VpcEndpoint, refuse: (message: string) => void): void {
  const own = asString(at(resource.properties, 'DnsOptions', 'DnsRecordIpType')) ?? text(resource, 'IpAddressType') ?? 'ipv4';
  const others = gateway.dnsRecordIpType ?? 'service-defined';
  if (others !== 'service-defined' && others !== own)
    refuse(`The DNS record IP type of the Gateway endpoint (${others}) must be ${own} or service-defined.`);
}

/** Adds one interface for each subnet; without groups the VPC's default group is attached (facts:C1, C3). */
export function interfacePlacement(
  resource: Declared,
  draft: Draft,
  home: Home,
  { ipAddressType }: Families,
): { networkInterfaces: readonly Id[]; securityGroups: readonly Id[] } {
  const named = texts(resource, 'SecurityGroupIds');
  const securityGroups = named.length > 0 ? named : [home.defaultSecurityGroup];
  const networkInterfaces = texts(resource, 'SubnetIds').flatMap((id) => {
    const subnet = draft.subnets.get(id);
    if (subnet === undefined) return [];
    const made = interfaceMade(draft, resource.physicalId, id, `${resource.physicalId}/${id}`);
    const eni = made.id;
    const nic: NetworkInterface = {
      origin: { ...resource.origin, id: eni },
      kind: 'vpc-endpoint',
      owner: resource.physicalId,
      subnet: id,
      addresses: freeAddresses(draft, subnet, {
        ...chosenIn(resource, id),
        ...made,
        assignIpv6: ipAddressType !== 'ipv4',
      }).filter((address) => ipAddressType !== 'ipv4' || typeof address === 'number'),
      securityGroups,
      ephemeralPorts: { from: 1024, to: 65535 },
    };
    draft.networkInterfaces.set(eni, nic);
    return [eni];
  });
  return { networkInterfaces, securityGroups };
}
