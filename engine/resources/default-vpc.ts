import { zonesOf } from '../catalogue/regions.ts';
import { derivedId } from './ids.ts';

/** An account in a Region. */
export interface Home {
  readonly account: string;
  readonly region: string;
}

const SUBNETS = 3;

/** What the default VPC has besides its blocks, by id; the same for the same account and Region. */
export interface DefaultVpc {
  readonly vpc: string;
  readonly subnets: readonly { readonly id: string; readonly cidrBlock: string; readonly availabilityZone: string }[];
  readonly securityGroup: string;
  readonly routeTable: string;
  readonly internetGateway: string;
  readonly instance: string;
}

export const DEFAULT_VPC_BLOCK = '172.31.0.0/16';

/**
 * The VPC that every account has in a Region before anybody makes one, with a machine that may stand in it.
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/default-vpc-components.html
 */
export function defaultVpcOf({ account, region }: Home): DefaultVpc {
  const vpc = derivedId('vpc-', `${account}/${region}/default`);
  return {
    vpc,
    subnets: Array.from({ length: SUBNETS }, (_, index) => ({
      id: derivedId('subnet-', `${vpc}/${index}`),
      cidrBlock: `172.31.${index * 16}.0/20`,
      availabilityZone: zonesOf(region)[index] ?? '',
    })),
    securityGroup: derivedId('sg-', `${vpc}/default`),
    routeTable: derivedId('rtb-', `${vpc}/main`),
    internetGateway: derivedId('igw-', vpc),
    instance: derivedId('i-', `${vpc}/instance`),
  };
}
