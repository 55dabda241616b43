import { parseAddress } from '../../ip/address.ts';
import type { ZoneRecord } from '../../network/model-names.ts';
import { privateNames } from '../../network/zones.ts';
import { asString, at, type Located } from '../../template/tree.ts';
import { growingIndex } from '../growing.ts';
import { advise, type Declared, type Draft, type ResourceKind, reject } from '../kind.ts';
import { comesAfter } from '../order.ts';
import { items, itemsOf, spanOf, text } from '../read.ts';
import { endpointsIn } from '../vpc-endpoint/quotas.ts';

const lower = (name: string): string => name.toLowerCase().replace(/\.$/, '');

/** Of a zone and an endpoint whose names collide: whether `later` is made after the other; what the world has is there first. */
export const isSecond = (draft: Draft, later: string, earlier: string): boolean =>
  comesAfter(draft, later, earlier) || (draft.world.existing.includes(earlier) && !draft.world.existing.includes(later));

/** A private hosted zone; a public one is kept and answers nobody here. Its name must not be one that an endpoint's private DNS holds (facts:A54). */
export const hostedZone: ResourceKind = {
  type: 'AWS::Route53::HostedZone',
  role: 'service',
  idPrefix: 'Z',
  properties: {
    HostedZoneConfig: 'map',
    HostedZoneFeatures: 'map',
    HostedZoneTags: 'list',
    Name: 'text',
    QueryLoggingConfig: 'map',
    VPCs: 'list',
  },
  attributes: { Id: ({ physicalId }) => physicalId, NameServers: () => undefined },
  compile: (resource, draft) => {
    const name = lower(text(resource, 'Name') ?? '');
    const vpcs = items(resource, 'VPCs').flatMap((item) => asString(at(item, 'VPCId')) ?? []);
    if (vpcs.length === 0) return;
    for (const vpc of vpcs) refuseConflict(resource, draft, name, vpc);
    draft.privateZones.set(resource.physicalId, { origin: resource.origin, name, vpcs, records: [] });
  },
};

type OpenZone = Draft['privateZones'] extends Map<string, infer Z> ? Z : never;

const zonesNamed = growingIndex((zone: OpenZone) => zone.name);

function refuseConflict(resource: Declared, draft: Draft, name: string, vpc: string): void {
  if (!draft.vpcs.has(vpc)) {
    reject(draft, resource, 'InvalidVPCId', `The VPC ${vpc} does not exist in region ${draft.region}.`, spanOf(resource, 'VPCs'));
    return;
  }
  const twin = zonesNamed(draft.privateZones, name).find((zone) => zone.vpcs.includes(vpc));
  const endpoint = endpointsIn(draft.vpcEndpoints, vpc).find(
    (each) => each.privateDns && privateNames(each).some((own) => own.replace(/^\*\./, '') === name),
  );
  if (twin === undefined && endpoint === undefined) return;
  // Where the endpoint waits for the zone, the endpoint is what comes second and is refused (facts:A53).
  const [own, other] = [resource.origin.logicalId, endpoint?.origin.logicalId];
  if (twin === undefined && own !== undefined && other !== undefined && isSecond(draft, other, own)) return;
  const message = `The VPC ${vpc} in region ${draft.region} has already been associated with the hosted zone ${twin?.origin.id ?? 'of an endpoint'} with the same domain name.`;
  reject(draft, resource, 'ConflictingDomainExists', message, spanOf(resource, 'VPCs'));
}

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
  role: 'glue',
  idPrefix: 'record-',
  properties: RECORD,
  attributes: {},
  compile: (resource, draft) => addRecord(resource, draft, resource.properties, resource.properties),
};

export const recordSetGroup: ResourceKind = {
  type: 'AWS::Route53::RecordSetGroup',
  role: 'glue',
  idPrefix: 'records-',
  properties: { Comment: 'text', HostedZoneId: 'text', HostedZoneName: 'text', RecordSets: 'list' },
  attributes: {},
  compile: (resource, draft) => {
    for (const node of items(resource, 'RecordSets')) addRecord(resource, draft, node, resource.properties);
  },
};

function addRecord(resource: Declared, draft: Draft, node: Located, home: Located): void {
  const id = asString(at(home, 'HostedZoneId'));
  const named = lower(asString(at(home, 'HostedZoneName')) ?? '');
  const zone = id === undefined ? zonesNamed(draft.privateZones, named)[0] : draft.privateZones.get(id);
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
  if (record === undefined) return;
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
  const target = alias ?? (type === 'CNAME' ? values[0] : undefined);
  const addresses = type === 'CNAME' ? [] : values.flatMap((value) => parseAddress(value) ?? []);
  return { name, type, addresses, ...(target === undefined ? {} : { target }), span: node.span };
}
