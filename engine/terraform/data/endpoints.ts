import { MANAGED_PREFIX_LISTS } from '../../catalogue/prefix-lists.ts';
import { zonesOf } from '../../catalogue/regions.ts';
import { nameIn } from '../../catalogue/service-names.ts';
import { parseServiceName, serviceNamed } from '../../catalogue/services.ts';
import { warn } from '../evaluate/scope.ts';
import {
  answer,
  type DataAnswer,
  type DataQuestion,
  type DataSource,
  filtersOf,
  hasUnknown,
  textArgument,
  worldOf,
} from './data-source.ts';

/** `aws_vpc_endpoint_service`: one that AWS offers, by its short name, or any by its whole name. */
export const endpointService: DataSource = (question) => {
  if (hasUnknown(question.args)) return undefined;
  const short = textArgument(question, 'service');
  const whole = textArgument(question, 'service_name') ?? filtersOf(question).get('service-name')?.[0];
  const region = textArgument(question, 'service_region') ?? textArgument(question, 'region') ?? question.provider.region;
  if (short !== undefined) return ofAws(question, short, region);
  if (whole === undefined) return undefined;
  const service = parseServiceName(whole)?.service;
  if (service !== undefined) return ofWorld(question, whole) ?? ofAws(question, service, region, whole);
  // Somebody's own service of which the world says nothing: its name is all that is known.
  return ofWorld(question, whole) ?? answer({ id: whole, service_name: whole }, true);
};

function ofAws(question: DataQuestion, service: string, region: string, whole?: string): DataAnswer {
  const entry = serviceNamed(service);
  const types = entry?.endpointTypes ?? ['Interface'];
  const wanted = textArgument(question, 'service_type') ?? filtersOf(question).get('service-type')?.[0];
  if (entry !== undefined && types.length > 1 && wanted === undefined) {
    const message = `Both ${types.join(' and ')} endpoints exist for \`${service}\`: AWS finds two services, and Terraform stops. Say \`service_type\`.`;
    warn(question.scope, 'DATA_AMBIGUOUS', message, question.block.head);
  }
  const name = whole ?? entry?.serviceName?.replace('{region}', region) ?? `com.amazonaws.${region}.${service}`;
  const [type = 'Interface'] = wanted === undefined ? types : [wanted];
  const [label] = entry?.privateNames ?? [];
  return answer(
    {
      id: name,
      service_name: name,
      service,
      service_type: type,
      owner: 'amazon',
      acceptance_required: false,
      manages_vpc_endpoints: false,
      availability_zones: zonesOf(region),
      service_region: region,
      vpc_endpoint_policy_supported: entry?.endpointPolicy ?? true,
      private_dns_name: type === 'Gateway' || label === undefined ? '' : nameIn(label, region),
    },
    true,
  );
}

function ofWorld(question: DataQuestion, name: string): DataAnswer | undefined {
  const { endpointServices } = worldOf(question);
  const service = Object.hasOwn(endpointServices, name) ? endpointServices[name] : undefined;
  if (service === undefined) return undefined;
  const region = service.region ?? question.provider.region;
  return answer(
    {
      id: name,
      service_name: name,
      service_type: service.type ?? 'Interface',
      owner: service.account,
      acceptance_required: service.acceptanceRequired ?? true,
      availability_zones: service.availabilityZones ?? zonesOf(region),
      service_region: region,
      private_dns_name: service.privateDnsName ?? '',
    },
    true,
  );
}

interface FoundList {
  readonly id: string;
  readonly name: string;
  readonly cidrs: readonly string[];
}

/** The prefix list that the arguments ask for; those of the world come before those of AWS. */
function prefixListOf(question: DataQuestion, idArgument: string): FoundList | undefined {
  const filters = filtersOf(question);
  const id = textArgument(question, idArgument) ?? filters.get('prefix-list-id')?.[0];
  const name = textArgument(question, 'name') ?? filters.get('prefix-list-name')?.[0];
  if (hasUnknown(question.args) || (id === undefined && name === undefined)) return undefined;
  const ofWorlds = Object.entries(worldOf(question).prefixLists).map(([key, each]): FoundList => ({ name: key, ...each }));
  const all = [...ofWorlds, ...MANAGED_PREFIX_LISTS];
  return all.find((each) => (id === undefined || each.id === id) && (name === undefined || each.name === name));
}

/** `aws_prefix_list`. */
export const prefixList: DataSource = (question) => {
  const found = prefixListOf(question, 'prefix_list_id');
  return found === undefined
    ? undefined
    : answer({ id: found.id, prefix_list_id: found.id, name: found.name, cidr_blocks: found.cidrs });
};

/** `aws_ec2_managed_prefix_list`. */
export const managedPrefixList: DataSource = (question) => {
  const found = prefixListOf(question, 'id');
  if (found === undefined) return undefined;
  const { id, name, cidrs } = found;
  return answer({
    id,
    name,
    arn: `arn:aws:ec2:${question.provider.region}:aws:prefix-list/${id}`,
    owner_id: 'AWS',
    address_family: cidrs[0]?.includes(':') === true ? 'IPv6' : 'IPv4',
    entries: cidrs.map((cidr) => ({ cidr, description: '' })),
    max_entries: cidrs.length,
    version: 1,
    tags: {},
  });
};
