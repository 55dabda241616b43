import { matcherOf } from '../pattern.ts';
import type { Operator } from './operator.ts';
import { TEXT } from './values/text.ts';

/** Exact and case-sensitive (facts:E85). */
export const stringEquals: Operator = { ...TEXT, name: 'StringEquals', equality: true, test: matcherOf };
