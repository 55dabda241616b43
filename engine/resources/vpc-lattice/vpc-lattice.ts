import { parseAddress } from '../../ip/address.ts';
import type { PortRange } from '../../ip/ports.ts';
import { RESOURCE_KINDS, type ResourceConfiguration } from '../../network/model-provider.ts';
import { asString, at } from '../../template/tree.ts';
import { derivedId } from '../ids.ts';
import { type AttributeContext, type Declared, type Draft, type ResourceKind, reject } from '../kind.ts';
import { freeAddress } from '../place.ts';
import { referenced, spanOf, text, texts } from '../read.ts';
import { isWearable } from '../security-group/security-group-vpc-association.ts';

/** A thing that came with an ARN for its id, as a service network of Terraform does, keeps it. */
const arnOf = (
  { physicalId, region, account }: Pick<AttributeContext, 'physicalId' | 'region' | 'account'>,
  what: string,
): string => (physicalId.startsWith('arn:') ? physicalId : `arn:aws:vpc-lattice:${region}:${account}:${what}/${physicalId}`);

/** Where the traffic of resource endpoints comes out: one interface for each subnet (facts:D23). */
export const resourceGateway: ResourceKind = {
  type: 'AWS::VpcLattice::ResourceGateway',
  charge: { unpriced: 'resource-gateway' },
  role: 'gateway',
  idPrefix: 'rgw-',
  properties: {
    IpAddressType: 'text',
    Ipv4AddressesPerEni: 'number',
    Name: 'text',
    SecurityGroupIds: 'list',
    SubnetIds: 'list',
    Tags: 'list',
    VpcIdentifier: 'text',
  },
  words: { IpAddressType: ['IPV4', 'IPV6', 'DUALSTACK'] },
  attributes: { Id: ({ physicalId }) => physicalId, Arn: (context) => arnOf(context, 'resourcegateway') },
  compile: (resource, draft) => {
    const vpc = referenced(resource, draft, 'VpcIdentifier', draft.vpcs, 'ResourceNotFoundException', 'VPC');
    if (vpc === undefined) return;
    const groups = texts(resource, 'SecurityGroupIds');
    const strange = groups.find((id) => !isWearable(draft, id, vpc.origin.id));
    if (strange !== undefined) {
      const message = `The security group '${strange}' is not in ${vpc.origin.id}`;
      reject(draft, resource, 'ValidationException', message, spanOf(resource, 'SecurityGroupIds'));
      return;
    }
    const securityGroups = groups.length > 0 ? groups : [vpc.defaultSecurityGroup];
    const networkInterfaces = texts(resource, 'SubnetIds').flatMap((id) => {
      const subnet = draft.subnets.get(id);
      if (subnet?.vpc !== vpc.origin.id) {
        reject(
          draft,
          resource,
          'ValidationException',
          `The subnet '${id}' is not in ${vpc.origin.id}`,
          spanOf(resource, 'SubnetIds'),
        );
        return [];
      }
      const eni = derivedId('eni-', `${resource.physicalId}/${id}`);
      draft.networkInterfaces.set(eni, {
        origin: { ...resource.origin, id: eni },
        kind: 'resource-gateway',
        owner: resource.physicalId,
        subnet: id,
        addresses: [freeAddress(draft, subnet, undefined)],
        securityGroups,
        ephemeralPorts: { from: 1024, to: 65_535 },
      });
      return [eni];
    });
    draft.resourceGateways.set(resource.physicalId, { origin: resource.origin, vpc: vpc.origin.id, networkInterfaces });
  },
};

/** What a resource endpoint leads to: an address or a name behind a resource gateway, or a group of such (facts:A7). */
export const resourceConfiguration: ResourceKind = {
  type: 'AWS::VpcLattice::ResourceConfiguration',
  charge: 'nothing',
  role: 'service',
  idPrefix: 'rcfg-',
  properties: {
    AllowAssociationToSharableServiceNetwork: 'boolean',
    CustomDomainName: 'text',
    DomainVerificationId: 'text',
    GroupDomain: 'text',
    Name: 'text',
    PortRanges: 'list',
    ProtocolType: 'text',
    ResourceConfigurationAuthType: 'text',
    ResourceConfigurationDefinition: 'map',
    ResourceConfigurationGroupId: 'text',
    ResourceConfigurationType: 'text',
    ResourceGatewayId: 'text',
    Tags: 'list',
  },
  attributes: { Id: ({ physicalId }) => physicalId, Arn: (context) => arnOf(context, 'resourceconfiguration') },
  compile: compileConfiguration,
};

function compileConfiguration(resource: Declared, draft: Draft): void {
  const kind = RESOURCE_KINDS.find((each) => each === text(resource, 'ResourceConfigurationType'));
  if (kind === undefined) {
    const message = `ResourceConfigurationType must be one of ${RESOURCE_KINDS.join(', ')}`;
    reject(draft, resource, 'ValidationException', message, spanOf(resource, 'ResourceConfigurationType'));
    return;
  }
  const protocol = text(resource, 'ProtocolType') ?? 'TCP';
  if (protocol !== 'TCP') {
    reject(draft, resource, 'ValidationException', 'ProtocolType must be one of TCP', spanOf(resource, 'ProtocolType'));
    return;
  }
  const group = text(resource, 'ResourceConfigurationGroupId');
  const gateway =
    kind === 'CHILD'
      ? draft.resourceConfigurations.get(group ?? '')?.gateway
      : referenced(resource, draft, 'ResourceGatewayId', draft.resourceGateways, 'ResourceNotFoundException', 'resource gateway')
          ?.origin.id;
  const destination = destinationOf(resource, draft);
  draft.resourceConfigurations.set(resource.physicalId, {
    origin: resource.origin,
    arn: arnOf({ ...draft, physicalId: resource.physicalId }, 'resourceconfiguration'),
    account: draft.account,
    kind,
    ...(gateway === undefined ? {} : { gateway }),
    ...(group === undefined ? {} : { group }),
    ports: texts(resource, 'PortRanges').flatMap(portsOf),
    ...(destination === undefined ? {} : { destination }),
  });
}

/** `443` or `1024-2048`. */
function portsOf(text: string): readonly PortRange[] {
  const match = /^(\d+)(?:-(\d+))?$/.exec(text.trim());
  return match?.[1] === undefined ? [] : [{ from: Number(match[1]), to: Number(match[2] ?? match[1]) }];
}

/** A database is found at the addresses that the world gives for its ARN. */
function destinationOf(resource: Declared, draft: Draft): ResourceConfiguration['destination'] {
  const definition =
    resource.properties.kind === 'map' ? resource.properties.entries.get('ResourceConfigurationDefinition')?.value : undefined;
  const address = parseAddress(asString(at(definition, 'IpResource')) ?? '');
  if (address !== undefined) return { address };
  const name = asString(at(definition, 'DnsResource', 'DomainName'));
  if (name !== undefined) return { name };
  const [known] = draft.resources.get(asString(at(definition, 'ArnResource')) ?? '')?.addresses ?? [];
  return known === undefined ? undefined : { name: known };
}

/** One endpoint for everything that is attached to it (facts:A6). */
export const serviceNetwork: ResourceKind = {
  type: 'AWS::VpcLattice::ServiceNetwork',
  charge: { unpriced: 'service-network' },
  role: 'service',
  idPrefix: 'sn-',
  properties: { AuthType: 'text', Name: 'text', SharingConfig: 'map', Tags: 'list' },
  attributes: {
    Id: ({ physicalId }) => physicalId,
    Arn: ({ physicalId }) => physicalId,
    CreatedAt: () => undefined,
    LastUpdatedAt: () => undefined,
  },
  // `Ref` of a service network is its ARN.
  physicalId: (_properties, { seed, region, account }) =>
    arnOf({ physicalId: derivedId('sn-', seed), region, account }, 'servicenetwork'),
  compile: (resource, draft) => {
    const arn = resource.physicalId;
    draft.serviceNetworks.set(arn, { origin: resource.origin, arn, account: draft.account, resources: [] });
  },
};

/** Attaches a resource configuration to a service network. */
export const serviceNetworkResourceAssociation: ResourceKind = {
  type: 'AWS::VpcLattice::ServiceNetworkResourceAssociation',
  charge: { unpriced: 'service-network-resource-association' },
  role: 'glue',
  idPrefix: 'snra-',
  properties: { PrivateDnsEnabled: 'boolean', ResourceConfigurationId: 'text', ServiceNetworkId: 'text', Tags: 'list' },
  attributes: { Id: ({ physicalId }) => physicalId, Arn: (context) => arnOf(context, 'servicenetworkresourceassociation') },
  compile: (resource, draft) => {
    const wanted = text(resource, 'ServiceNetworkId') ?? '';
    const network = [...draft.serviceNetworks.values()].find((each) => each.arn === wanted || each.arn.endsWith(`/${wanted}`));
    const id = text(resource, 'ResourceConfigurationId') ?? '';
    const configuration = [...draft.resourceConfigurations.values()].find((each) => each.arn === id || each.origin.id === id);
    if (network !== undefined && configuration !== undefined) network.resources.push(configuration.origin.id);
    else {
      const missing = network === undefined ? wanted : id;
      reject(draft, resource, 'ResourceNotFoundException', `The resource '${missing}' does not exist`);
    }
  },
};

/** What AWS RAM shares with other accounts. */
export const resourceShare: ResourceKind = {
  type: 'AWS::RAM::ResourceShare',
  charge: 'nothing',
  role: 'glue',
  idPrefix: 'share-',
  properties: {
    AllowExternalPrincipals: 'boolean',
    Name: 'text!',
    PermissionArns: 'list',
    Principals: 'list',
    ResourceArns: 'list',
    Sources: 'list',
    Tags: 'list',
  },
  attributes: { Arn: ({ physicalId, region, account }) => `arn:aws:ram:${region}:${account}:resource-share/${physicalId}` },
  compile: (resource, draft) => {
    for (const arn of texts(resource, 'ResourceArns'))
      draft.shares.set(arn, [...(draft.shares.get(arn) ?? []), ...texts(resource, 'Principals')]);
  },
};
