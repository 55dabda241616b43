import type { Span } from '../../diagnostic.ts';
import type { ResolveEnvironment } from '../environment.ts';
import { type Located, scalarAt, unknownAt } from '../tree.ts';

/**
 * The value of a pseudo parameter.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html
 */
export function pseudoParameter(name: string, environment: ResolveEnvironment, span: Span): Located {
  const { region, account, stackName = 'workbook', partition = partitionOf(region) } = environment;
  switch (name) {
    case 'AWS::AccountId':
      return scalarAt(account, span);
    case 'AWS::Region':
      return scalarAt(region, span);
    case 'AWS::Partition':
      return scalarAt(partition, span);
    case 'AWS::StackName':
      return scalarAt(stackName, span);
    case 'AWS::StackId':
      return scalarAt(
        environment.stackId ?? `arn:${partition}:cloudformation:${region}:${account}:stack/${stackName}/${STACK}`,
        span,
      );
    case 'AWS::URLSuffix':
      return scalarAt(partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com', span);
  }
  return unknownAt(`${name} cannot be known here`, span);
}

const STACK = '00000000-0000-4000-8000-000000000000';

const partitionOf = (region: string): string =>
  region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
