import { asString, type Located, scalarAt } from '../../template/tree.ts';
import { append, blocks, elements, given, listOf, mapOf } from '../network/values.ts';
import type { Building, Built, TerraformType } from './type.ts';

const ec2 = (resource: string): NonNullable<TerraformType['attributes']> => ({
  arn: ({ id, instance: { provider } }) => `arn:aws:ec2:${provider.region}:${provider.account}:${resource}/${id}`,
});

/** The interfaces that an instance wears: `private_ips` has the first of them. */
const networkInterface: TerraformType = {
  type: 'aws_network_interface',
  becomes: 'AWS::EC2::NetworkInterface',
  arguments: {
    description: 'Description',
    enable_primary_ipv6: 'EnablePrimaryIpv6',
    interface_type: 'InterfaceType',
    ipv6_address_count: 'Ipv6AddressCount',
    private_ip: 'PrivateIpAddress',
    security_groups: 'GroupSet',
    source_dest_check: 'SourceDestCheck',
    subnet_id: 'SubnetId',
  },
  others:
    'attachment ipv4_prefix_count ipv4_prefixes ipv6_address_list ipv6_address_list_enabled ipv6_addresses ipv6_prefix_count ipv6_prefixes private_ip_list private_ip_list_enabled private_ips private_ips_count',
  blocks: {
    attachment: 'device_index instance network_card_index',
  },
  required: 'subnet_id',
  attributes: {
    ...ec2('network-interface'),
    mac_address: () => undefined,
    private_dns_name: () => undefined,
    private_ip: ({ instance }) => asString(elements(instance.values, 'private_ips')[0]),
    owner_id: ({ instance }) => instance.provider.account,
  },
  build: (it, building) => {
    const { instance, made } = it;
    if (made === undefined) return;
    const addresses = [...elements(instance.values, 'private_ips'), ...elements(instance.values, 'private_ip_list')];
    const listed = addresses.map((address, index) =>
      mapOf({ PrivateIpAddress: address, Primary: scalarAt(index === 0, address.span) }, address.span),
    );
    append(made.properties, 'PrivateIpAddresses', listed);
    const ipv6 = elements(instance.values, 'ipv6_addresses').map((each) => mapOf({ Ipv6Address: each }, each.span));
    append(made.properties, 'Ipv6Addresses', ipv6);
    for (const block of blocks(instance.values, 'attachment'))
      wear(building, given(block, 'instance'), scalarAt(made.physicalId, block.span), given(block, 'device_index'));
  },
};

/** Puts an interface on an instance; only the first one is its own address here. */
function wear(building: Building, instance: Located | undefined, id: Located, index: Located | undefined): void {
  const host = building.withId(instance);
  if (host?.type !== 'AWS::EC2::Instance' || host.properties.has('SubnetId')) return;
  append(host.properties, 'NetworkInterfaces', [mapOf({ NetworkInterfaceId: id, DeviceIndex: index }, id.span)]);
}

const attachment: TerraformType = {
  type: 'aws_network_interface_attachment',
  others: 'device_index instance_id network_card_index network_interface_id',
  required: 'device_index instance_id network_interface_id',
  build: ({ instance: { values } }, building) => {
    const id = given(values, 'network_interface_id');
    if (id !== undefined) wear(building, given(values, 'instance_id'), id, given(values, 'device_index'));
  },
};

const groupAttachment: TerraformType = {
  type: 'aws_network_interface_sg_attachment',
  others: 'network_interface_id security_group_id',
  required: 'network_interface_id security_group_id',
  build: ({ instance: { values } }, building) => {
    const [nic, group] = [building.withId(given(values, 'network_interface_id')), given(values, 'security_group_id')];
    if (nic === undefined || group === undefined) return;
    append(nic.properties, nic.type === 'AWS::EC2::Instance' ? 'SecurityGroupIds' : 'GroupSet', [group]);
  },
};

/** Properties of the first interface, which CloudFormation takes instead of the instance's own where a public address is asked for. */
function publicInterface(it: Built): void {
  const { instance, made } = it;
  const wanted = given(instance.values, 'associate_public_ip_address');
  if (made === undefined || wanted === undefined || given(instance.values, 'subnet_id') === undefined) return;
  const { span } = wanted;
  const taken = (name: string) => {
    const value = made.properties.get(name)?.value;
    made.properties.delete(name);
    return value;
  };
  const first = mapOf(
    {
      AssociatePublicIpAddress: wanted,
      DeviceIndex: scalarAt(0, span),
      GroupSet: taken('SecurityGroupIds'),
      PrivateIpAddress: taken('PrivateIpAddress'),
      Ipv6AddressCount: taken('Ipv6AddressCount'),
      Ipv6Addresses: taken('Ipv6Addresses'),
      SubnetId: taken('SubnetId'),
    },
    span,
  );
  made.properties.set('NetworkInterfaces', { key: 'NetworkInterfaces', keySpan: span, value: listOf([first], span) });
}

const instance: TerraformType = {
  type: 'aws_instance',
  becomes: 'AWS::EC2::Instance',
  arguments: {
    ami: 'ImageId',
    availability_zone: 'AvailabilityZone',
    ebs_optimized: 'EbsOptimized',
    iam_instance_profile: 'IamInstanceProfile',
    instance_type: 'InstanceType',
    ipv6_address_count: 'Ipv6AddressCount',
    key_name: 'KeyName',
    private_ip: 'PrivateIpAddress',
    source_dest_check: 'SourceDestCheck',
    subnet_id: 'SubnetId',
    tenancy: 'Tenancy',
    vpc_security_group_ids: 'SecurityGroupIds',
  },
  others:
    'associate_public_ip_address capacity_reservation_specification cpu_core_count cpu_options cpu_threads_per_core credit_specification disable_api_stop disable_api_termination ebs_block_device enable_primary_ipv6 enclave_options ephemeral_block_device force_destroy get_password_data hibernation host_id host_resource_group_arn instance_initiated_shutdown_behavior instance_market_options ipv6_addresses launch_template maintenance_options metadata_options monitoring network_interface network_performance_options placement_group placement_partition_number primary_network_interface private_dns_name_options root_block_device secondary_private_ips security_groups user_data user_data_base64 user_data_replace_on_change volume_tags',
  blocks: {
    network_interface: 'delete_on_termination device_index network_card_index network_interface_id',
    primary_network_interface: 'delete_on_termination network_interface_id',
  },
  attributes: {
    ...ec2('instance'),
    instance_state: () => 'running',
    primary_network_interface_id: () => undefined,
    private_dns: () => undefined,
    public_dns: () => undefined,
    public_ip: () => undefined,
  },
  build: (it, building) => {
    const { instance: own, made } = it;
    if (made === undefined) return;
    const ipv6 = elements(own.values, 'ipv6_addresses').map((each) => mapOf({ Ipv6Address: each }, each.span));
    append(made.properties, 'Ipv6Addresses', ipv6);
    for (const name of ['primary_network_interface', 'network_interface'])
      for (const block of blocks(own.values, name)) {
        const NetworkInterfaceId = given(block, 'network_interface_id');
        // A state also shows the interface that the instance itself has made.
        if (NetworkInterfaceId !== undefined && (building.written || building.withId(NetworkInterfaceId) !== undefined))
          append(made.properties, 'NetworkInterfaces', [
            mapOf({ NetworkInterfaceId, DeviceIndex: given(block, 'device_index') }, block.span),
          ]);
      }
    if (!made.properties.has('NetworkInterfaces')) publicInterface(it);
  },
};

export const INSTANCE_TYPES: readonly TerraformType[] = [networkInterface, attachment, groupAttachment, instance];
