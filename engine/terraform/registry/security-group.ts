import { type Diagnostic, warningAt } from '../../diagnostic.ts';
import { asString, type Located } from '../../template/tree.ts';
import type { World } from '../../world.ts';
import type { ModuleAnswer, ModuleCall, TerraformInstance } from '../instance.ts';
import { blocks, given, textOf } from '../network/values.ts';
import { isSet, listIn, type Making, making } from './making.ts';

/** Rules that the module knows by name: first port, last port, protocol. */
const RULES: Readonly<Record<string, readonly [number, number, string]>> = {
  'all-all': [-1, -1, '-1'],
  'all-tcp': [0, 65_535, 'tcp'],
  'all-udp': [0, 65_535, 'udp'],
  'all-icmp': [-1, -1, 'icmp'],
  'all-ipv6-icmp': [-1, -1, 'icmpv6'],
  'dns-tcp': [53, 53, 'tcp'],
  'dns-udp': [53, 53, 'udp'],
  'elasticsearch-rest-tcp': [9200, 9200, 'tcp'],
  'http-80-tcp': [80, 80, 'tcp'],
  'http-8080-tcp': [8080, 8080, 'tcp'],
  'https-443-tcp': [443, 443, 'tcp'],
  'https-8443-tcp': [8443, 8443, 'tcp'],
  'ldap-tcp': [389, 389, 'tcp'],
  'ldaps-tcp': [636, 636, 'tcp'],
  'memcached-tcp': [11_211, 11_211, 'tcp'],
  'mongodb-27017-tcp': [27_017, 27_017, 'tcp'],
  'mssql-tcp': [1433, 1433, 'tcp'],
  'mysql-tcp': [3306, 3306, 'tcp'],
  'nfs-tcp': [2049, 2049, 'tcp'],
  'ntp-udp': [123, 123, 'udp'],
  'oracle-db-tcp': [1521, 1521, 'tcp'],
  'postgresql-tcp': [5432, 5432, 'tcp'],
  'rdp-tcp': [3389, 3389, 'tcp'],
  'redis-tcp': [6379, 6379, 'tcp'],
  'redshift-tcp': [5439, 5439, 'tcp'],
  'smtp-tcp': [25, 25, 'tcp'],
  'ssh-tcp': [22, 22, 'tcp'],
  'winrm-http-tcp': [5985, 5985, 'tcp'],
  'winrm-https-tcp': [5986, 5986, 'tcp'],
};

/** What each submodule opens by itself, besides everything outbound and everything from its own members. */
const OPENED: Readonly<Record<string, readonly string[]>> = {
  elasticsearch: ['elasticsearch-rest-tcp'],
  'http-80': ['http-80-tcp'],
  'http-8080': ['http-8080-tcp'],
  'https-443': ['https-443-tcp'],
  'https-8443': ['https-8443-tcp'],
  mssql: ['mssql-tcp'],
  mysql: ['mysql-tcp'],
  nfs: ['nfs-tcp'],
  postgresql: ['postgresql-tcp'],
  redis: ['redis-tcp'],
  ssh: ['ssh-tcp'],
  web: ['http-80-tcp', 'http-8080-tcp', 'https-443-tcp'],
};

type Direction = 'ingress' | 'egress';

/**
 * What `terraform-aws-modules/security-group/aws` makes: a group, and a rule resource for each rule that is named or written out. Without egress
 * rules nothing goes out, as with any group of Terraform's.
 * Inputs and outputs are those of the module's own README.
 */
export function securityGroupModule(call: ModuleCall, world: World): ModuleAnswer {
  const make = making(call, world);
  if (!isSet(call, 'create', true)) return { instances: [], outputs: outputsOf(make, undefined, undefined), diagnostics: [] };
  const known = given(call.inputs, 'security_group_id');
  const group = isSet(call, 'create_sg', true) || known === undefined ? addGroup(make) : undefined;
  const id = group === undefined ? known : make.of(group, 'id');
  const submodule = /\/\/modules\/([\w-]+)/.exec(call.source)?.[1];
  for (const direction of ['ingress', 'egress'] as const) addRules(make, id, direction, submodule);
  return { instances: make.instances, outputs: outputsOf(make, group, id), diagnostics: unknownRules(call) };
}

/** Rules that the module knows by name and this model does not: they are missing in what it makes. */
function unknownRules(call: ModuleCall): readonly Diagnostic[] {
  const named = ['', 'computed_'].flatMap((each) =>
    (['ingress', 'egress'] as const).flatMap((direction) => listIn(call, `${each}${direction}_rules`)),
  );
  return named.flatMap((node) => {
    const name = asString(node);
    if (name === undefined || RULES[name] !== undefined) return [];
    return [
      warningAt('UNKNOWN_MODULE_RULE', `The rule \`${name}\` of this module is not known here: it is left out.`, node.span),
    ];
  });
}

function addGroup(make: Making): TerraformInstance {
  const { inputs } = make.call;
  const byPrefix = isSet(make.call, 'use_name_prefix', true);
  return make.add('aws_security_group', byPrefix ? 'this_name_prefix' : 'this', 0, {
    [byPrefix ? 'name_prefix' : 'name']: given(inputs, 'name'),
    description: given(inputs, 'description') ?? 'Security Group managed by Terraform',
    vpc_id: given(inputs, 'vpc_id'),
    tags: { Name: given(inputs, 'name') },
  });
}

function addRules(make: Making, group: Located | undefined, direction: Direction, submodule: string | undefined): void {
  const { call } = make;
  const add = (name: string, index: number, values: Parameters<Making['add']>[3]): void =>
    void make.add('aws_security_group_rule', name, index, { security_group_id: group, type: direction, ...values });
  const everywhere = {
    cidr_blocks: given(call.inputs, `${direction}_cidr_blocks`) ?? (direction === 'egress' ? ['0.0.0.0/0'] : undefined),
    ipv6_cidr_blocks: given(call.inputs, `${direction}_ipv6_cidr_blocks`) ?? (direction === 'egress' ? ['::/0'] : undefined),
    prefix_list_ids: given(call.inputs, `${direction}_prefix_list_ids`),
  };
  const opened = submodule === undefined ? [] : direction === 'egress' ? ['all-all'] : (OPENED[submodule] ?? []);
  const named = ['', 'computed_'].flatMap((each) => listIn(call, `${each}${direction}_rules`));
  const known = named.flatMap((each) => asString(each) ?? []).filter((each) => RULES[each] !== undefined);
  for (const [index, name] of [...opened, ...known].entries())
    add(`${direction}_rules`, index, { ...portsOf(name), ...everywhere });
  if (submodule !== undefined && direction === 'ingress') add('ingress_with_self', 0, { ...portsOf('all-all'), self: true });
  for (const [kind, peer] of PEERS)
    for (const [index, rule] of ['', 'computed_']
      .flatMap((each) => blocks(call.inputs, `${each}${direction}_with_${kind}`))
      .entries())
      add(`${direction}_with_${kind}`, submodule === undefined ? index : index + 1, {
        ...writtenPorts(rule),
        ...peer(rule),
        description: given(rule, 'description'),
      });
}

const PEERS: readonly (readonly [string, (rule: Located) => Parameters<Making['add']>[3]])[] = [
  ['cidr_blocks', (rule) => ({ cidr_blocks: apart(given(rule, 'cidr_blocks')) })],
  ['ipv6_cidr_blocks', (rule) => ({ ipv6_cidr_blocks: apart(given(rule, 'ipv6_cidr_blocks') ?? given(rule, 'cidr_blocks')) })],
  ['source_security_group_id', (rule) => ({ source_security_group_id: given(rule, 'source_security_group_id') })],
  ['self', () => ({ self: true })],
  ['prefix_list_ids', (rule) => ({ prefix_list_ids: apart(given(rule, 'prefix_list_ids')) })],
];

/** Blocks in one text, with commas between them. */
function apart(node: Located | undefined): Located | undefined {
  if (node?.kind !== 'scalar') return node;
  const { span } = node;
  const items = String(node.value)
    .split(',')
    .map((each): Located => ({ kind: 'scalar', value: each.trim(), span }));
  return { kind: 'list', items, span };
}

function portsOf(name: string) {
  const [from_port, to_port, protocol] = RULES[name] ?? [];
  return { from_port, to_port, protocol };
}

function writtenPorts(rule: Located) {
  const named = portsOf(textOf(rule, 'rule') ?? 'all-all');
  return {
    from_port: given(rule, 'from_port') ?? named.from_port,
    to_port: given(rule, 'to_port') ?? named.to_port,
    protocol: given(rule, 'protocol') ?? named.protocol,
  };
}

const outputsOf = (make: Making, group: TerraformInstance | undefined, id: Located | undefined): ModuleAnswer['outputs'] => ({
  security_group_arn: make.of(group, 'arn'),
  security_group_description: make.of(group, 'description'),
  security_group_id: id ?? make.own(undefined),
  security_group_name: make.own(given(make.call.inputs, 'name')),
  security_group_owner_id: make.of(group, 'owner_id'),
  security_group_vpc_id: make.own(given(make.call.inputs, 'vpc_id')),
});
