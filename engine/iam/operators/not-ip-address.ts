import { ipAddress } from './ip-address.ts';
import { negationOf, type Operator } from './operator.ts';

export const notIpAddress: Operator = negationOf(ipAddress, 'NotIpAddress');
