import { derivedId } from '../../resources/ids.ts';
import { append, blocks, given, mapOf, textOf } from '../network/values.ts';
import type { TerraformType } from './type.ts';

const resourceGateway: TerraformType = {
  type: 'aws_vpclattice_resource_gateway',
  becomes: 'AWS::VpcLattice::ResourceGateway',
  arguments: {
    ip_address_type: 'IpAddressType',
    ipv4_addresses_per_eni: 'Ipv4AddressesPerEni',
    name: 'Name',
    security_group_ids: 'SecurityGroupIds',
    subnet_ids: 'SubnetIds',
    vpc_id: 'VpcIdentifier',
  },
  required: 'name subnet_ids vpc_id',
  attributes: { arn: 'Arn', status: () => 'ACTIVE' },
};

const resourceConfiguration: TerraformType = {
  type: 'aws_vpclattice_resource_configuration',
  becomes: 'AWS::VpcLattice::ResourceConfiguration',
  arguments: {
    allow_association_to_shareable_service_network: 'AllowAssociationToSharableServiceNetwork',
    custom_domain_name: 'CustomDomainName',
    domain_verification_id: 'DomainVerificationId',
    name: 'Name',
    port_ranges: 'PortRanges',
    protocol: 'ProtocolType',
    resource_configuration_group_id: 'ResourceConfigurationGroupId',
    resource_gateway_identifier: 'ResourceGatewayId',
    type: 'ResourceConfigurationType',
  },
  others: 'resource_configuration_definition',
  blocks: {
    resource_configuration_definition: 'arn_resource dns_resource ip_resource',
    'resource_configuration_definition.arn_resource': 'arn',
    'resource_configuration_definition.dns_resource': 'domain_name ip_address_type',
    'resource_configuration_definition.ip_resource': 'ip_address',
  },
  required: 'name',
  attributes: { arn: 'Arn' },
  build: ({ instance: { values, keySpan }, made }) => {
    if (made === undefined) return;
    if (!made.properties.has('ResourceConfigurationType')) {
      const value = { kind: 'scalar', value: 'SINGLE', span: keySpan } as const;
      made.properties.set('ResourceConfigurationType', { key: 'ResourceConfigurationType', keySpan, value });
    }
    for (const block of blocks(values, 'resource_configuration_definition')) {
      const [dns] = blocks(block, 'dns_resource');
      const value = mapOf(
        {
          ArnResource: given(blocks(block, 'arn_resource')[0], 'arn'),
          DnsResource:
            dns === undefined
              ? undefined
              : mapOf({ DomainName: given(dns, 'domain_name'), IpAddressType: given(dns, 'ip_address_type') }, dns.span),
          IpResource: given(blocks(block, 'ip_resource')[0], 'ip_address'),
        },
        block.span,
      );
      const key = 'ResourceConfigurationDefinition';
      made.properties.set(key, { key, keySpan: block.span, value });
    }
  },
};

const serviceNetwork: TerraformType = {
  type: 'aws_vpclattice_service_network',
  becomes: 'AWS::VpcLattice::ServiceNetwork',
  arguments: { auth_type: 'AuthType', name: 'Name' },
  others: 'sharing_config',
  blocks: {
    sharing_config: 'enabled',
  },
  required: 'name',
  attributes: { arn: 'Arn' },
  // It is known by its ARN, also where Terraform writes its id: AWS takes both.
  idOf: ({ instance: { values, address, provider } }) =>
    textOf(values, 'arn') ??
    `arn:aws:vpc-lattice:${provider.region}:${provider.account}:servicenetwork/${derivedId('sn-', address)}`,
};

const resourceAssociation: TerraformType = {
  type: 'aws_vpclattice_service_network_resource_association',
  becomes: 'AWS::VpcLattice::ServiceNetworkResourceAssociation',
  arguments: {
    private_dns_enabled: 'PrivateDnsEnabled',
    resource_configuration_identifier: 'ResourceConfigurationId',
    service_network_identifier: 'ServiceNetworkId',
  },
  required: 'resource_configuration_identifier service_network_identifier',
  attributes: { arn: 'Arn' },
};

const share: TerraformType = {
  type: 'aws_ram_resource_share',
  becomes: 'AWS::RAM::ResourceShare',
  arguments: {
    allow_external_principals: 'AllowExternalPrincipals',
    name: 'Name',
    permission_arns: 'PermissionArns',
  },
  required: 'name',
  attributes: { arn: 'Arn' },
};

/** What is shared, or with whom: a resource of its own that adds to a share. */
const shared = (type: string, argument: string, property: string): TerraformType => ({
  type,
  others: `${argument} resource_share_arn`,
  required: `${argument} resource_share_arn`,
  build: ({ instance: { values } }, { resources }) => {
    const [arn, item] = [textOf(values, 'resource_share_arn'), given(values, argument)];
    const home = resources.find((each) => each.type === 'AWS::RAM::ResourceShare' && arn?.endsWith(`/${each.physicalId}`));
    if (home !== undefined && item !== undefined) append(home.properties, property, [item]);
  },
});

export const LATTICE_TYPES: readonly TerraformType[] = [
  resourceGateway,
  resourceConfiguration,
  serviceNetwork,
  resourceAssociation,
  share,
  shared('aws_ram_principal_association', 'principal', 'Principals'),
  shared('aws_ram_resource_association', 'resource_arn', 'ResourceArns'),
];
