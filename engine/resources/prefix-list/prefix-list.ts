import { type Cidr, familyOfCidr } from '../../ip/cidr.ts';
import { at } from '../../template/tree.ts';
import { type Declared, type Draft, type ResourceKind, reject } from '../kind.ts';
import { cidrAt, has, items, number, propertyText, spanOf, text } from '../read.ts';

const MOST_ENTRIES = 1000;

/** A customer-managed prefix list. */
export const prefixList: ResourceKind = {
  type: 'AWS::EC2::PrefixList',
  charge: 'nothing',
  role: 'glue',
  idPrefix: 'pl-',
  properties: { AddressFamily: 'text!', Entries: 'list', MaxEntries: 'number', PrefixListName: 'text!', Tags: 'list' },
  attributes: {
    PrefixListId: ({ physicalId }) => physicalId,
    Arn: ({ physicalId, region, account }) => `arn:aws:ec2:${region}:${account}:prefix-list/${physicalId}`,
    OwnerId: ({ account }) => account,
    PrefixListName: ({ properties }) => propertyText(properties, 'PrefixListName'),
  },
  compile: (resource, draft) => {
    const cidrs = items(resource, 'Entries').flatMap((entry) => cidrAt(resource, draft, at(entry, 'Cidr')) ?? []);
    const most = number(resource, 'MaxEntries');
    // The schema lets it be absent, and EC2 then refuses the call (https://github.com/aws/aws-cdk/issues/35360).
    if (most === undefined && !has(resource, 'MaxEntries'))
      reject(draft, resource, 'MissingParameter', 'The request must contain the parameter MaxEntries');
    else if (most !== undefined && (most < 1 || most > MOST_ENTRIES))
      reject(
        draft,
        resource,
        'InvalidParameterValue',
        `Must specify a max size between 1 and ${MOST_ENTRIES}`,
        spanOf(resource, 'MaxEntries'),
      );
    const weight = most ?? cidrs.length;
    if (cidrs.length > weight)
      reject(
        draft,
        resource,
        'PrefixListMaxEntriesExceeded',
        `You've reached the maximum number of entries for the prefix list (${weight}).`,
        spanOf(resource, 'Entries'),
      );
    const family = familyOf(resource, draft);
    if (family !== undefined && cidrs.some((each) => familyOfCidr(each) !== family))
      reject(
        draft,
        resource,
        'InvalidParameterValue',
        'Every entry must be of the AddressFamily of the list.',
        spanOf(resource, 'Entries'),
      );
    const name = text(resource, 'PrefixListName') ?? resource.logicalId;
    draft.prefixLists.set(resource.physicalId, { name, cidrs, weight, region: draft.region });
  },
};

/** The list of this id in the Region of whoever names it, or undefined. */
export function prefixListHere({ prefixLists, region }: Draft, id: string): { readonly cidrs: readonly Cidr[] } | undefined {
  const list = prefixLists.get(id);
  return list?.region === undefined || list.region === region ? list : undefined;
}

/** The family of the list's blocks; a word that is neither IPv4 nor IPv6 is refused. */
function familyOf(resource: Declared, draft: Draft): 4 | 6 | undefined {
  const written = text(resource, 'AddressFamily');
  if (written === 'IPv4' || written === undefined) return 4;
  if (written === 'IPv6') return 6;
  const message = `Value (${written}) for parameter AddressFamily is invalid. It must be IPv4 or IPv6.`;
  reject(draft, resource, 'InvalidParameterValue', message, spanOf(resource, 'AddressFamily'));
  return undefined;
}
