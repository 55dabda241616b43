import { familyOf, parseAddress } from '../../ip/address.ts';
import type { PrivateZone } from '../../network/model-names.ts';
import { asNumber, asString, at, type Located } from '../../template/tree.ts';
import { type Declared, type Draft, reject } from '../kind.ts';
import { itemsOf } from '../read.ts';
import { lower } from './hosted-zone.ts';

const TYPES = 'SOA, A, TXT, NS, CNAME, MX, NAPTR, PTR, SRV, SPF, AAAA, CAA, DS, TLSA, SSHFP, SVCB, HTTPS'.split(', ');

/**
 * What is refused of a record before anybody looks into its zone: where it belongs, its type, and what it answers with.
 * @see https://docs.aws.amazon.com/Route53/latest/APIReference/API_ChangeResourceRecordSets.html
 */
export function refusesRecord(resource: Declared, draft: Draft, node: Located, home: Located): boolean {
  if (draft.described !== undefined) return false;
  const fault = placeFault(resource, node, home) ?? typeFault(node) ?? contentFault(node) ?? valueFault(node);
  if (fault === undefined) return false;
  reject(draft, resource, fault.code, fault.message, (fault.at ?? node).span);
  return true;
}

interface Fault {
  readonly code: string;
  readonly message: string;
  readonly at?: Located | undefined;
}

const ZONE_PROPERTIES = ['HostedZoneId', 'HostedZoneName'] as const;

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-route53-recordset.html */
function placeFault({ logicalId }: Declared, node: Located, home: Located): Fault | undefined {
  const said = ZONE_PROPERTIES.filter((name) => at(home, name) !== undefined || at(node, name) !== undefined);
  if (said.length === 1) return undefined;
  const message = `Properties validation failed for resource ${logicalId}: exactly one of HostedZoneId and HostedZoneName must be specified`;
  return { code: 'ValidationError', message };
}

function typeFault(node: Located): Fault | undefined {
  const type = asString(at(node, 'Type'));
  if (type === undefined || TYPES.includes(type)) return undefined;
  const message = `1 validation error detected: Value '${type}' at 'changeBatch.changes.1.member.resourceRecordSet.type' failed to satisfy constraint: Member must satisfy enum value set: [${TYPES.join(', ')}]`;
  return { code: 'InvalidInput', message, at: at(node, 'Type') };
}

/** A record is an alias, or has values and a TTL. */
function contentFault(node: Located): Fault | undefined {
  const [ttl, records] = [at(node, 'TTL'), at(node, 'ResourceRecords')];
  const alias = at(node, 'AliasTarget') !== undefined;
  const values = records !== undefined && (records.kind === 'unknown' || itemsOf(records).length > 0);
  const seconds = ttl === undefined ? undefined : asNumber(ttl);
  if (ttl !== undefined && ttl.kind !== 'unknown' && !isTtl(seconds))
    return { code: 'InvalidInput', message: `Value '${asString(ttl) ?? ''}' for the TTL is not a number of seconds`, at: ttl };
  if (alias ? ttl === undefined && records === undefined : ttl !== undefined && values) return undefined;
  const found = alias ? 'more than one' : 'none';
  const message = `Invalid request: Expected exactly one of [AliasTarget, all of [TTL, and ResourceRecords], or TrafficPolicyInstanceId], but found ${found} in Change with [Action=CREATE, Name=${asString(at(node, 'Name')) ?? ''}, Type=${asString(at(node, 'Type')) ?? ''}, SetIdentifier=${asString(at(node, 'SetIdentifier')) ?? 'null'}]`;
  return { code: 'InvalidInput', message };
}

const isTtl = (seconds: number | undefined): boolean =>
  seconds !== undefined && Number.isInteger(seconds) && seconds >= 0 && seconds <= 2_147_483_647;

const FATAL: Readonly<Record<string, string>> = {
  A: 'ARRDATAIllegalIPv4Address (Value is not a valid IPv4 address)',
  AAAA: 'AAAARRDATAIllegalIPv6Address (Value is not a valid IPv6 address)',
};

/** Values of address records are addresses of the type's family, and an alias of the DNS kind leads to one name. */
function valueFault(node: Located): Fault | undefined {
  const type = asString(at(node, 'Type')) ?? '';
  const values = itemsOf(at(node, 'ResourceRecords'));
  if (type === 'CNAME' && values.length > 1)
    return { code: 'InvalidChangeBatch', message: 'A record of type CNAME has exactly one value', at: values[1] };
  const family = type === 'A' ? 4 : type === 'AAAA' ? 6 : undefined;
  const strange = family === undefined ? undefined : values.find((each) => !isOf(family, asString(each)));
  if (strange === undefined) return undefined;
  const message = `[Invalid Resource Record: 'FATAL problem: ${FATAL[type] ?? ''} encountered with '${asString(strange) ?? ''}'']`;
  return { code: 'InvalidChangeBatch', message, at: strange };
}

/** What cannot be known is not refused. */
function isOf(family: 4 | 6, text: string | undefined): boolean {
  if (text === undefined) return true;
  const address = parseAddress(text);
  return address !== undefined && familyOf(address) === family;
}

type Held = Pick<PrivateZone, 'name' | 'records'>;

/** A name holds one set of records of a type, and beside a CNAME none of another; sets with an identifier stand beside each other. */
export function refusesTwin(resource: Declared, draft: Draft, node: Located, zone: Held): boolean {
  if (draft.described !== undefined || at(node, 'SetIdentifier') !== undefined) return false;
  const [name, type] = [lower(asString(at(node, 'Name')) ?? '').replace('\\052', '*'), asString(at(node, 'Type'))];
  const there = zone.records.filter((each) => each.name === name);
  const twin = there.find((each) => each.type === type);
  const rival = there.find((each) => each.type === 'CNAME' || type === 'CNAME');
  if (twin === undefined && rival === undefined) return false;
  const message =
    twin !== undefined
      ? `[Tried to create resource record set [name='${name}.', type='${type}'] but it already exists]`
      : `[RRSet of type ${type} with DNS name ${name}. is not permitted because a conflicting RRSet of type ${rival?.type} with the same DNS name already exists in zone ${zone.name}.]`;
  reject(draft, resource, 'InvalidChangeBatch', message, node.span);
  return true;
}
