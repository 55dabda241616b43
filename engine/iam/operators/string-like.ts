import { matcherOf } from '../pattern.ts';
import type { Operator } from './operator.ts';
import { TEXT } from './values/text.ts';

/** Case-sensitive with wildcards. */
export const stringLike: Operator = { ...TEXT, name: 'StringLike', equality: true, wildcards: true, test: matcherOf };
