import { parseAddress } from '../../ip/address.ts';
import type { ZoneRecord } from '../../network/model-names.ts';
import { asString, at, type Located } from '../../template/tree.ts';
import { advise, type Declared, type Draft, type ResourceKind, reject } from '../kind.ts';
import { items, itemsOf } from '../read.ts';
import { lower, zonesCalled } from './hosted-zone.ts';
import { refusesRecord, refusesTwin } from './record-refusals.ts';

const RECORD = {
  AliasTarget: 'map',
  CidrRoutingConfig: 'map',
  Comment: 'text',
  Failover: 'text',
  GeoLocation: 'map',
  GeoProximityLocation: 'map',
  HealthCheckId: 'text',
  HostedZoneId: 'text',
  HostedZoneName: 'text',
  MultiValueAnswer: 'boolean',
  Name: 'text!',
  Region: 'text',
  ResourceRecords: 'list',
  SetIdentifier: 'text',
  TTL: 'text',
  Type: 'text!',
  Weight: 'number',
} as const;

export const recordSet: ResourceKind = {
  type: 'AWS::Route53::RecordSet',
  charge: 'nothing',
  role: 'glue',
  idPrefix: 'record-',
  properties: RECORD,
  attributes: {},
  compile: (resource, draft) => addRecord(resource, draft, resource.properties, resource.properties),
};

export const recordSetGroup: ResourceKind = {
  type: 'AWS::Route53::RecordSetGroup',
  charge: 'nothing',
  role: 'glue',
  idPrefix: 'records-',
  properties: { Comment: 'text', HostedZoneId: 'text', HostedZoneName: 'text', RecordSets: 'list' },
  attributes: {},
  compile: (resource, draft) => {
    for (const node of items(resource, 'RecordSets')) addRecord(resource, draft, node, resource.properties);
  },
};

function addRecord(resource: Declared, draft: Draft, node: Located, home: Located): void {
  if (refusesRecord(resource, draft, node, home)) return;
  const id = asString(at(home, 'HostedZoneId') ?? at(node, 'HostedZoneId'));
  const named = lower(asString(at(home, 'HostedZoneName') ?? at(node, 'HostedZoneName')) ?? '');
  const zones = id === undefined ? zonesCalled(draft, named) : [id];
  if (zones.length > 1) {
    const message = `More than one hosted zone has the name ${named}.: name the zone by its HostedZoneId`;
    reject(draft, resource, 'ValidationError', message, (at(home, 'HostedZoneName') ?? at(node, 'HostedZoneName'))?.span);
    return;
  }
  const zone = draft.privateZones.get(zones[0] ?? '');
  const record = recordOf(node);
  if (zone === undefined && asString(at(node, 'Type')) === 'TXT') {
    draft.textRecords.push(textRecordOf(node));
    return;
  }
  if (zone === undefined) {
    advise(
      draft,
      resource,
      'ZONE_NOT_KNOWN',
      'The hosted zone is not a private one of this configuration, so the record answers nobody here.',
      node.span,
    );
    return;
  }
  if (record === undefined || refusesAlias(resource, draft, node, record.type)) return;
  if (record.name !== zone.name && !record.name.endsWith(`.${zone.name}`)) {
    reject(
      draft,
      resource,
      'InvalidChangeBatch',
      `RRSet with DNS name ${record.name}. is not permitted in zone ${zone.name}.`,
      node.span,
    );
    return;
  }
  if (record.type === 'CNAME' && record.name === zone.name) {
    const message = `RRSet of type CNAME with DNS name ${record.name}. is not permitted at apex in zone ${zone.name}.`;
    reject(draft, resource, 'InvalidChangeBatch', message, node.span);
    return;
  }
  if (refusesTwin(resource, draft, node, zone)) return;
  if (ROUTED.some((name) => at(node, name) !== undefined))
    advise(
      draft,
      resource,
      'ROUTING_POLICY_NOT_SIMULATED',
      'Weights, fail-over, latency and places are not simulated: every record of the name answers.',
      node.span,
    );
  zone.records.push(record);
}

/** AWS's zone of the names of interface endpoints in us-east-1; those of other Regions are not in any text of ours. */
const ENDPOINT_NAMES = { suffix: '.us-east-1.vpce.amazonaws.com', zone: 'Z7HUB22UULQXV' } as const;

/**
 * An alias says in which zone its target is: without it, or where the target is not in that zone, Route 53 refuses the record. Zones
 * that are neither the configuration's nor the endpoints' are not judged.
 * @see https://docs.aws.amazon.com/Route53/latest/APIReference/API_AliasTarget.html
 */
function refusesAlias(resource: Declared, draft: Draft, node: Located, type: ZoneRecord['type']): boolean {
  const alias = at(node, 'AliasTarget');
  if (alias === undefined || alias.kind === 'unknown' || draft.described !== undefined) return false;
  const missing = ['HostedZoneId', 'DNSName'].find((name) => at(alias, name) === undefined);
  if (missing !== undefined) {
    const message = `Properties validation failed for resource ${resource.logicalId}: required key [${missing}] not found`;
    reject(draft, resource, 'ValidationError', message, alias.span);
    return true;
  }
  const [id, target] = [asString(at(alias, 'HostedZoneId')), asString(at(alias, 'DNSName'))];
  if (id === undefined || target === undefined || liesIn(draft, lower(target), id)) return false;
  const message = `Tried to create an alias that targets ${lower(target)}., type ${type} in zone ${id}, but the alias target name does not lie within the target zone`;
  reject(draft, resource, 'InvalidChangeBatch', message, at(alias, 'HostedZoneId')?.span ?? alias.span);
  return true;
}

function liesIn(draft: Draft, target: string, id: string): boolean {
  if (target.endsWith(ENDPOINT_NAMES.suffix)) return id === ENDPOINT_NAMES.zone;
  const zone = draft.privateZones.get(id);
  if (zone !== undefined) return target === zone.name || target.endsWith(`.${zone.name}`);
  return id !== ENDPOINT_NAMES.zone || target.endsWith('.vpce.amazonaws.com');
}

/** Properties that make Route 53 choose between records of one name. */
const ROUTED = ['Weight', 'Failover', 'GeoLocation', 'GeoProximityLocation', 'Region', 'CidrRoutingConfig'] as const;

/** A public TXT record, which may prove a domain. */
const textRecordOf = (node: Located): Draft['textRecords'][number] => ({
  name: lower(asString(at(node, 'Name')) ?? ''),
  values: itemsOf(at(node, 'ResourceRecords')).flatMap((item) => asString(item) ?? []),
});

/** Types that lead to no address are kept out: nothing here asks for them. */
function recordOf(node: Located): ZoneRecord | undefined {
  const name = lower(asString(at(node, 'Name')) ?? '').replace('\\052', '*');
  const type = asString(at(node, 'Type'));
  if (type !== 'A' && type !== 'AAAA' && type !== 'CNAME') return undefined;
  const alias = asString(at(node, 'AliasTarget', 'DNSName'));
  const values = itemsOf(at(node, 'ResourceRecords')).flatMap((item) => asString(item) ?? []);
  const target = (alias ?? (type === 'CNAME' ? values[0] : undefined))?.replace('\\052', '*');
  const addresses = type === 'CNAME' ? [] : values.flatMap((value) => parseAddress(value) ?? []);
  return { name, type, addresses, ...(target === undefined ? {} : { target }), span: node.span };
}
