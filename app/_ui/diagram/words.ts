import type { DrawnChip, DrawnDoor } from './drawing.ts';

/** AWS's words for what stands in a subnet. */
export const CHIP_WORDS: Readonly<Record<DrawnChip['kind'], string>> = {
  host: 'Host',
  instance: 'Instance',
  'interface-endpoint': 'Interface endpoint',
  'load-balancer': 'Load balancer',
  'resolver-endpoint': 'Resolver endpoint',
  'nat-gateway': 'NAT gateway',
  'network-interface': 'Network interface',
};

/** AWS's words for the openings in a VPC's border. */
export const DOOR_WORDS: Readonly<Record<DrawnDoor['kind'], string>> = {
  'gateway-endpoint': 'Gateway endpoint',
  'endpoint-service': 'Endpoint service',
  'internet-gateway': 'Internet gateway',
  'egress-only-internet-gateway': 'Egress-only internet gateway',
  'transit-gateway': 'Transit gateway attachment',
  'vpn-gateway': 'Virtual private gateway',
  'peering-connection': 'Peering connection',
};

/** What the last edit did, in a word. */
export const EDIT_WORDS = { added: 'new', changed: 'changed', removed: 'removed' } as const;
