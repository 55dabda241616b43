import { type Address, formatAddress } from '../ip/address.ts';
import { addressAt, type Cidr, contains, familyOfCidr, sizeOf } from '../ip/cidr.ts';
import type { Id, NetworkInterface, RulePeer } from '../network/model.ts';
import { type Declared, type Draft, reject } from './kind.ts';
import { interfacesIn, RESERVED } from './place.ts';
import { routeTable } from './route-table/route-table.ts';
import { securityGroup } from './security-group/security-group.ts';
import { subnet } from './subnet/subnet.ts';

/** Default quotas (facts:A39); both may be raised, which a template cannot say. */
const RULES_PER_GROUP = 60;
const ROUTES_PER_TABLE = 50;

/** What a rule counts for: a prefix list its weight, anything else one (facts:G4). */
const weightOf = (draft: Draft, list: Id | undefined): number =>
  list === undefined ? 1 : (draft.prefixLists.get(list)?.weight ?? 1);

/** Last pass over the groups: no more rules in a direction than AWS admits, each family by itself. */
export const securityGroupBudget = {
  type: securityGroup.type,
  compile: (resource: Declared, draft: Draft): void => {
    const group = draft.securityGroups.get(resource.physicalId);
    if (group === undefined) return;
    for (const rules of [group.ingress, group.egress]) {
      for (const family of [4, 6]) {
        const counted = rules.filter(({ peer }) => familiesOf(peer).includes(family));
        const weight = counted.reduce(
          (sum, { peer }) => sum + weightOf(draft, peer.kind === 'prefix-list' ? peer.id : undefined),
          0,
        );
        if (weight > RULES_PER_GROUP)
          reject(
            draft,
            resource,
            'RulesPerSecurityGroupLimitExceeded',
            'The maximum number of rules per security group has been reached.',
          );
      }
    }
  },
};

const familiesOf = (peer: RulePeer): readonly number[] => {
  switch (peer.kind) {
    case 'cidr':
      return [familyOfCidr(peer.cidr)];
    case 'prefix-list':
      return peer.cidrs.slice(0, 1).map(familyOfCidr);
    case 'security-group':
      return [4, 6];
  }
};

/** Last pass over the tables: no more lines than AWS admits; propagated ones have a quota of their own. */
export const routeTableBudget = {
  type: routeTable.type,
  compile: (resource: Declared, draft: Draft): void => {
    const written = (draft.routeTables.get(resource.physicalId)?.routes ?? []).filter(({ origin }) =>
      ['static', 'prefix-list'].includes(origin),
    );
    const weight = written.reduce((sum, { destination }) => sum + weightOf(draft, destination.prefixList), 0);
    if (weight > ROUTES_PER_TABLE)
      reject(draft, resource, 'RouteLimitExceeded', `The maximum number of routes (${ROUTES_PER_TABLE}) has been reached.`);
  },
};

/** Last pass over the subnets: no interface wears an address that AWS keeps or that another one wears, and none is there without room. */
export const subnetBudget = {
  type: subnet.type,
  compile: (resource: Declared, draft: Draft): void => {
    for (const block of draft.subnets.get(resource.physicalId)?.cidrs ?? []) {
      const taken = new Set<Address>();
      const here = interfacesIn(draft.networkInterfaces, resource.physicalId);
      for (const nic of new Map(here.map((each) => [each.origin.id, each])).values()) {
        for (const address of nic.addresses.filter((each) => contains(block, each))) {
          const fault = addressFault(block, taken, address);
          if (fault !== undefined) draft.rejections.push({ ...placeOf(nic, resource), ...fault });
          taken.add(address);
        }
      }
    }
  },
};

function addressFault(
  block: Cidr,
  taken: ReadonlySet<Address>,
  address: Address,
): { readonly code: string; readonly message: string } | undefined {
  const room = sizeOf(block) - RESERVED - 1;
  if (taken.has(address) && taken.size >= room) {
    const message = 'The specified subnet does not have enough free addresses to satisfy the request.';
    return { code: 'InsufficientFreeAddressesInSubnet', message };
  }
  const shown = formatAddress(address);
  if (taken.has(address)) return { code: 'InvalidIPAddress.InUse', message: `Address ${shown} is in use.` };
  if (!isReserved(block, address)) return undefined;
  return { code: 'InvalidParameterValue', message: `Address ${shown} is in subnet's reserved address range` };
}

/** The first four of the block, and of IPv4 the last (facts:A8). */
const isReserved = (block: Cidr, address: Address): boolean =>
  [0, 1, 2, 3].some((offset) => addressAt(block, offset) === address) ||
  (familyOfCidr(block) === 4 && addressAt(block, sizeOf(block) - 1) === address);

const placeOf = ({ origin }: NetworkInterface, subnet: Declared) => ({
  logicalId: origin.logicalId ?? subnet.logicalId,
  span: origin.span ?? subnet.span,
});
