import { at } from '../../template/tree.ts';
import type { ResourceKind } from '../kind.ts';
import { cidrAt, items, propertyText, text } from '../read.ts';

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
    draft.prefixLists.set(resource.physicalId, { name: text(resource, 'PrefixListName') ?? resource.logicalId, cidrs });
  },
};
