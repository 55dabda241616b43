import type { VpcEndpoint } from '../../network/model.ts';
import type { EndpointType } from '../../network/model-provider.ts';
import { growingIndex } from '../growing.ts';
import { type Declared, type Draft, reject } from '../kind.ts';

interface Quota {
  readonly types: readonly EndpointType[];
  readonly most: number;
  readonly per: 'vpc' | 'region';
  readonly words: string;
}

/** Default quotas of an account (facts:A30–A32). */
const QUOTAS: readonly Quota[] = [
  {
    types: ['Interface', 'GatewayLoadBalancer'],
    most: 50,
    per: 'vpc',
    words: 'interface and Gateway Load Balancer endpoints of a VPC',
  },
  { types: ['Gateway'], most: 20, per: 'region', words: 'gateway endpoints of a Region' },
  { types: ['Resource'], most: 200, per: 'vpc', words: 'resource endpoints of a VPC' },
  { types: ['ServiceNetwork'], most: 50, per: 'vpc', words: 'service network endpoints of a VPC' },
];

/** The endpoints of a VPC, as they are known so far. */
export const endpointsIn = growingIndex((endpoint: VpcEndpoint) => endpoint.vpc);

const endpointsOwnedBy = growingIndex(({ account, type }: VpcEndpoint) => `${account} ${type}`);

/** Whether one more endpoint of this type is more than the account may have; the refusal is noted. */
export function refusesQuota(resource: Declared, draft: Draft, vpc: string, type: EndpointType): boolean {
  const quota = QUOTAS.find((each) => each.types.includes(type));
  if (quota === undefined) return false;
  const { types, most, per, words } = quota;
  const near =
    per === 'vpc'
      ? endpointsIn(draft.vpcEndpoints, vpc)
      : types
          .flatMap((each) => endpointsOwnedBy(draft.vpcEndpoints, `${draft.account} ${each}`))
          .filter((each) => draft.vpcs.get(each.vpc)?.region === draft.region);
  const counted = near.filter((each) => types.includes(each.type));
  if (counted.length < most) return false;
  reject(draft, resource, 'VpcEndpointLimitExceeded', `The maximum number of ${words} has been reached: ${most}.`);
  return true;
}
