import { TERRAFORM_TYPES, terraformType } from '../../terraform/types/index.ts';
import { meantTypes } from '../references.ts';
import type { Inside } from './slots.ts';

/** Arguments whose name says another thing than CloudFormation's does. */
const BY_ARGUMENT: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^allocation_id$/, ['AWS::EC2::EIP']],
  [/^(referenced_|source_|vpc_)?security_group(_id)?s?$/, ['AWS::EC2::SecurityGroup']],
  [/^(referenced_|source_|vpc_)?security_group_ids?$/, ['AWS::EC2::SecurityGroup']],
  [/^egress_only_gateway_id$/, ['AWS::EC2::EgressOnlyInternetGateway']],
  [/^vpc_endpoint_service_id$/, ['AWS::EC2::VPCEndpointService']],
  [/^customer_gateway_id$/, ['AWS::EC2::CustomerGateway']],
  [/^accepter_vpc_id$/, ['AWS::EC2::VPC']],
  [/^(default_)?zone_id$/, ['AWS::Route53::HostedZone']],
  [/^instance_id$/, ['AWS::EC2::Instance']],
];

/** The CloudFormation types that an argument refers to; none where it refers to nothing. */
function meantBy({ head: [, type = ''], inner }: Inside, argument: string): readonly string[] {
  const known = terraformType(type);
  const becomes = inner.length === 0 ? known?.arguments?.[argument] : undefined;
  const property = typeof becomes === 'string' ? becomes : (becomes?.[0] ?? pascal(argument));
  const own = BY_ARGUMENT.find(([name]) => name.test(argument))?.[1];
  return own ?? meantTypes(known?.becomes ?? '', property);
}

const pascal = (name: string): string =>
  name
    .split('_')
    .map((part) => part.slice(0, 1).toUpperCase() + part.slice(1))
    .join('');

/** The Terraform types that an argument refers to, and the attribute of them that it takes. */
export function meantResources(inside: Inside, argument: string): { readonly types: ReadonlySet<string>; readonly by: string } {
  const meant = meantBy(inside, argument);
  const types = TERRAFORM_TYPES.filter(({ becomes = '' }) => meant.includes(becomes)).map(({ type }) => type);
  return { types: new Set(types), by: /arns?$/.test(argument) ? 'arn' : 'id' };
}
