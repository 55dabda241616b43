import type { Writing } from '../values.ts';
import { type Item, raw } from './hcl.ts';

const VPC = 'data.aws_vpc.default';

/** Things that were there before, by the names of the parameters that CloudFormation has for them. */
export function existingThing(name: string): string {
  const place = name.charCodeAt(name.length - 1) - 'A'.charCodeAt(0);
  if (name.startsWith('ExistingSubnet')) return `data.aws_subnets.default.ids[${place}]`;
  return name.startsWith('ExistingSecurityGroup') ? 'data.aws_security_group.default.id' : `${VPC}.id`;
}

/** The data sources that find them: the default VPC that an account has in a Region, and its parts. */
export function existingData(parameters: Writing['parameters']): readonly Item[] {
  const names = [...parameters.keys()];
  const id = raw(`${VPC}.id`);
  const filter = { head: 'filter', items: [['name', 'vpc-id'] as const, ['values', [id]] as const] };
  return [
    ...(names.length === 0 ? [] : [{ head: 'data "aws_vpc" "default"', items: [['default', true] as const] }]),
    ...(names.some((each) => each.startsWith('ExistingSubnet'))
      ? [{ head: 'data "aws_subnets" "default"', items: [filter] }]
      : []),
    ...(names.some((each) => each.startsWith('ExistingSecurityGroup'))
      ? [{ head: 'data "aws_security_group" "default"', items: [['name', 'default'] as const, ['vpc_id', id] as const] }]
      : []),
  ];
}
