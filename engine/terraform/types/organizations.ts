import { scalarAt } from '../../template/tree.ts';
import { given, textOf } from '../network/values.ts';
import type { TerraformType } from './type.ts';

const policy: TerraformType = {
  type: 'aws_organizations_policy',
  becomes: 'AWS::Organizations::Policy',
  arguments: { content: 'Content', description: 'Description', name: 'Name', type: 'Type' },
  others: 'skip_destroy',
  required: 'content name',
  attributes: { arn: 'Arn' },
  build: ({ made }) => {
    if (made === undefined || made.properties.has('Type')) return;
    const value = scalarAt('SERVICE_CONTROL_POLICY', made.span);
    made.properties.set('Type', { key: 'Type', keySpan: made.span, value });
  },
};

/** One more target of a policy that the configuration makes; AWS's own are attached everywhere already. */
const attachment: TerraformType = {
  type: 'aws_organizations_policy_attachment',
  others: 'policy_id skip_destroy target_id',
  required: 'policy_id target_id',
  attributes: { id: ({ instance }) => `${textOf(instance.values, 'target_id')}:${textOf(instance.values, 'policy_id')}` },
  build: ({ instance: { values } }, { withId }) => {
    const [made, target] = [withId(given(values, 'policy_id')), given(values, 'target_id')];
    if (made === undefined || target === undefined) return;
    const before = made.properties.get('TargetIds')?.value;
    const items = [...(before?.kind === 'list' ? before.items : []), target];
    const value = { kind: 'list', items, span: target.span } as const;
    made.properties.set('TargetIds', { key: 'TargetIds', keySpan: target.span, value });
  },
};

export const ORGANIZATION_TYPES: readonly TerraformType[] = [policy, attachment];
