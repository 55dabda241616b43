import { familyOfCidr } from '../../ip/cidr.ts';
import { at } from '../../template/tree.ts';
import { type ResourceKind, reject } from '../kind.ts';
import { cidrAt, items, number, propertyText, spanOf, text } from '../read.ts';

/** A customer-managed prefix list. */
export const prefixList: ResourceKind = {
  type: 'AWS::EC2::PrefixList',
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
    const weight = number(resource, 'MaxEntries') ?? cidrs.length;
    if (cidrs.length > weight)
      reject(
        draft,
        resource,
        'PrefixListMaxEntriesExceeded',
        `You've reached the maximum number of entries for the prefix list (${weight}).`,
        spanOf(resource, 'Entries'),
      );
    const family = text(resource, 'AddressFamily') === 'IPv6' ? 6 : 4;
    if (cidrs.some((each) => familyOfCidr(each) !== family))
      reject(
        draft,
        resource,
        'InvalidParameterValue',
        'Every entry must be of the AddressFamily of the list.',
        spanOf(resource, 'Entries'),
      );
    draft.prefixLists.set(resource.physicalId, { name: text(resource, 'PrefixListName') ?? resource.logicalId, cidrs, weight });
  },
};
