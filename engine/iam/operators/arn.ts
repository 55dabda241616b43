import { arnMatcher } from '../arn.ts';
import { pair, section } from './operator.ts';

const shared = { wildcards: true, variables: true, test: arnMatcher, source: section('ARN') } as const;

/** `ArnEquals` and `ArnLike` are the same: six parts, each with wildcards (facts:E86). */
export const [arnEquals, arnNotEquals] = pair('ArnEquals', 'ArnNotEquals', shared);
export const [arnLike, arnNotLike] = pair('ArnLike', 'ArnNotLike', shared);
