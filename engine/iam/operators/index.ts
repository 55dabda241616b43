import { arnEquals, arnLike, arnNotEquals, arnNotLike } from './arn.ts';
import { binaryEquals } from './binary.ts';
import { bool } from './bool.ts';
import { dateEquals, dateGreaterThan, dateGreaterThanEquals, dateLessThan, dateLessThanEquals, dateNotEquals } from './date.ts';
import { ipAddress, notIpAddress } from './ip-address.ts';
import { nullOperator } from './null.ts';
import {
  numericEquals,
  numericGreaterThan,
  numericGreaterThanEquals,
  numericLessThan,
  numericLessThanEquals,
  numericNotEquals,
} from './numeric.ts';
import type { Operator } from './operator.ts';
import {
  stringEquals,
  stringEqualsIgnoreCase,
  stringLike,
  stringNotEquals,
  stringNotEqualsIgnoreCase,
  stringNotLike,
} from './string.ts';

/** Every condition operator of the policy language. */
export const OPERATORS: readonly Operator[] = [
  stringEquals,
  stringNotEquals,
  stringEqualsIgnoreCase,
  stringNotEqualsIgnoreCase,
  stringLike,
  stringNotLike,
  numericEquals,
  numericNotEquals,
  numericLessThan,
  numericLessThanEquals,
  numericGreaterThan,
  numericGreaterThanEquals,
  dateEquals,
  dateNotEquals,
  dateLessThan,
  dateLessThanEquals,
  dateGreaterThan,
  dateGreaterThanEquals,
  bool,
  binaryEquals,
  ipAddress,
  notIpAddress,
  arnEquals,
  arnNotEquals,
  arnLike,
  arnNotLike,
  nullOperator,
];

const BY_NAME = new Map(OPERATORS.map((operator) => [operator.name.toLowerCase(), operator]));

/** The operator of this name, written in any case. */
export const operatorNamed = (name: string): Operator | undefined => BY_NAME.get(name.toLowerCase());
