import { privateNames } from '../../network/zones.ts';
import { asString, at, type Located } from '../../template/tree.ts';
import { growingIds, growingIndex } from '../growing.ts';
import { type Declared, type Draft, type ResourceKind, reject } from '../kind.ts';
import { isSecond } from '../order.ts';
import { items, spanOf, text } from '../read.ts';
import { endpointsIn } from '../vpc-endpoint/quotas.ts';

/** A name as DNS compares it. */
export const lower = (name: string): string => name.toLowerCase().replace(/\.$/, '');

/** A private hosted zone; a public one is kept and answers nobody here. Its name must not be one that an endpoint's private DNS holds (facts:A54). */
export const hostedZone: ResourceKind = {
  type: 'AWS::Route53::HostedZone',
  charge: { unpriced: 'hosted-zone' },
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
    draft.hostedZones.set(resource.physicalId, { name, account: draft.account });
    const homes = items(resource, 'VPCs');
    const vpcs = homes.flatMap((item) => asString(at(item, 'VPCId')) ?? []);
    if (vpcs.length === 0) return;
    if (draft.described === undefined) for (const home of homes) refuseRegion(resource, draft, home);
    for (const vpc of vpcs) refuseConflict(resource, draft, name, vpc);
    draft.privateZones.set(resource.physicalId, { origin: resource.origin, name, vpcs, records: [] });
  },
};

type OpenZone = Draft['privateZones'] extends Map<string, infer Z> ? Z : never;

/** Ids of an account's zones of a name, public or private: CloudFormation takes a name for a zone where it is the only one's. */
export const zonesCalled = ({ hostedZones, account }: Draft, name: string): readonly string[] =>
  namesakes(hostedZones, `${account}/${name}`);

const namesakes = growingIds((zone: { readonly name: string; readonly account: string }) => `${zone.account}/${zone.name}`);

/** The private zones of a name. */
const zonesNamed = growingIndex((zone: OpenZone) => zone.name);

/** A VPC is looked for in the Region that stands beside it, which has to stand there. */
function refuseRegion(resource: Declared, draft: Draft, home: Located): void {
  const [id, written] = [asString(at(home, 'VPCId')), at(home, 'VPCRegion')];
  const vpc = draft.vpcs.get(id ?? '');
  const region = asString(written);
  if (written === undefined) {
    const message = `Properties validation failed for resource ${resource.logicalId}: required key [VPCRegion] not found`;
    reject(draft, resource, 'ValidationError', message, home.span);
  } else if (vpc !== undefined && region !== undefined && vpc.region !== region)
    reject(draft, resource, 'InvalidVPCId', `The VPC ${id} does not exist in region ${region}.`, written.span);
}

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
