import { defaultZoneId, zonesOf } from '../../catalogue/regions.ts';
import { answer, type DataQuestion, type DataSource, filtersOf, textArgument, textsOf, worldOf } from './data-source.ts';

/** `aws_region`: the Region of the provider, or the one that is named. */
export const region: DataSource = (question) => {
  const name = textArgument(question, 'region') ?? textArgument(question, 'name') ?? question.provider.region;
  return answer({ id: name, name, region: name, endpoint: `ec2.${name}.${suffixOf(name)}` }, true);
};

/** `aws_caller_identity`: the account of the provider. */
export const callerIdentity: DataSource = ({ provider: { account } }) =>
  answer({ id: account, account_id: account, arn: `arn:aws:iam::${account}:user/terraform`, user_id: 'AIDAEXAMPLETERRAFORM0' });

/** `aws_partition`. */
export const partition: DataSource = ({ provider }) => {
  const name = partitionOf(provider.region);
  const suffix = suffixOf(provider.region);
  return answer({ id: name, partition: name, dns_suffix: suffix, reverse_dns_prefix: suffix.split('.').toReversed().join('.') });
};

export const partitionOf = (name: string): string =>
  name.startsWith('cn-') ? 'aws-cn' : name.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';

const suffixOf = (name: string): string => (name.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com');

const zoneIdIn = (question: DataQuestion, zone: string): string =>
  worldOf(question).zoneIds[question.provider.account]?.[zone] ?? defaultZoneId(zone);

/** `aws_availability_zones`: those of the Region, as the filters want them; all are available, and none needs to be opted into. */
export const availabilityZones: DataSource = (question) => {
  const name = textArgument(question, 'region') ?? question.provider.region;
  const filters = filtersOf(question);
  const without = [
    ...textsOf(question.args.entries.get('exclude_names')),
    ...textsOf(question.args.entries.get('exclude_zone_ids')),
  ];
  const names = zonesOf(name).filter((zone) => {
    const id = zoneIdIn(question, zone);
    if (without.includes(zone) || without.includes(id)) return false;
    return [...filters].every(([filter, values]) => passes(filter, values, { zone, id, region: name }));
  });
  const zoneIds = names.map((zone) => zoneIdIn(question, zone));
  return answer({ id: name, names, zone_ids: zoneIds, group_names: [name] });
};

function passes(
  filter: string,
  values: readonly string[],
  of: { readonly zone: string; readonly id: string; readonly region: string },
): boolean {
  const facts: Readonly<Record<string, string>> = {
    'opt-in-status': 'opt-in-not-required',
    'zone-type': 'availability-zone',
    state: 'available',
    'zone-name': of.zone,
    'zone-id': of.id,
    'region-name': of.region,
    'group-name': of.region,
  };
  const fact = facts[filter];
  return fact === undefined || values.includes(fact);
}

/** `aws_availability_zone`. */
export const availabilityZone: DataSource = (question) => {
  const wanted = textArgument(question, 'zone_id');
  const name =
    textArgument(question, 'name') ?? zonesOf(question.provider.region).find((zone) => zoneIdIn(question, zone) === wanted);
  if (name === undefined) return undefined;
  const id = zoneIdIn(question, name);
  return answer(
    { id: name, name, name_suffix: name.slice(-1), zone_id: id, region: name.slice(0, -1), state: 'available' },
    true,
  );
};

/** `aws_organizations_organization`: the organization of the world that the account belongs to. */
export const organization: DataSource = (question) => {
  const { account } = question.provider;
  for (const [id, members] of Object.entries(worldOf(question).organizations)) {
    if (typeof members !== 'string' && members.includes(account))
      return answer({ id, arn: `arn:aws:organizations::${account}:organization/${id}` }, true);
    if (id === account && typeof members === 'string') return answer({ id: members.split('/')[0] ?? members }, true);
  }
  return undefined;
};

/** `aws_service_principal`. */
export const servicePrincipal: DataSource = (question) => {
  const service = textArgument(question, 'service_name');
  if (service === undefined) return undefined;
  const name = `${service}.amazonaws.com`;
  return answer({ id: name, name, service_name: service, suffix: 'amazonaws.com', region: question.provider.region });
};

/** `aws_default_tags`: nothing is known of tags that the provider adds. */
export const defaultTags: DataSource = () => answer({ id: 'default', tags: {} });
