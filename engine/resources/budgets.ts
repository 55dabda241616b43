import { familyOfCidr } from '../ip/cidr.ts';
import type { Id, RulePeer } from '../network/model.ts';
import { type Declared, type Draft, reject } from './kind.ts';
import { routeTable } from './route-table/route-table.ts';
import { securityGroup } from './security-group/security-group.ts';

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
