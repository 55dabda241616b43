import { type Cidr, familyOfCidr } from '../../ip/cidr.ts';
import { ALL_PORTS, type PortRange } from '../../ip/ports.ts';
import { ICMP, ICMPV6, type NetworkAclEntry, TCP, UDP } from '../../network/model.ts';
import { asNumber, at } from '../../template/tree.ts';
import { type Declared, type Draft, type ResourceKind, reject } from '../kind.ts';
import { cidr, flag, has, number, referenced, spanOf, text } from '../read.ts';
import { protocolNumber } from '../rules.ts';

/** One numbered entry; it takes blocks of addresses only, never prefix lists or groups (facts:G6, G8). */
export const networkAclEntry: ResourceKind = {
  type: 'AWS::EC2::NetworkAclEntry',
  charge: 'nothing',
  role: 'glue',
  idPrefix: 'aclentry-',
  properties: {
    CidrBlock: 'text',
    Egress: 'boolean',
    Icmp: 'map',
    Ipv6CidrBlock: 'text',
    NetworkAclId: 'text!',
    PortRange: 'map',
    Protocol: 'text!',
    RuleAction: 'text!',
    RuleNumber: 'number!',
  },
  attributes: { Id: ({ physicalId }) => physicalId },
  compile,
};

function compile(resource: Declared, draft: Draft): void {
  const acl = referenced(resource, draft, 'NetworkAclId', draft.networkAcls, 'InvalidNetworkAclID.NotFound', 'networkAcl ID');
  const entry = entryOf(resource, draft);
  if (acl === undefined || entry === undefined) return;
  if (acl.entries.some((each) => each.ruleNumber === entry.ruleNumber && each.egress === entry.egress)) {
    reject(
      draft,
      resource,
      'NetworkAclEntryAlreadyExists',
      `The network acl entry identified by ${entry.ruleNumber} already exists.`,
      spanOf(resource, 'RuleNumber'),
    );
    return;
  }
  acl.entries.push(entry);
}

function entryOf(resource: Declared, draft: Draft): NetworkAclEntry | undefined {
  const ruleNumber = number(resource, 'RuleNumber');
  const block = cidr(resource, draft, has(resource, 'CidrBlock') ? 'CidrBlock' : 'Ipv6CidrBlock');
  const protocol = protocolNumber(text(resource, 'Protocol') ?? '');
  const ports = portsOf(resource, draft, protocol);
  if (ruleNumber === undefined || block === undefined || protocol === undefined || ports === undefined) {
    if (protocol === undefined && has(resource, 'Protocol'))
      reject(
        draft,
        resource,
        'InvalidParameterValue',
        `Invalid value '${text(resource, 'Protocol') ?? ''}' for protocol.`,
        spanOf(resource, 'Protocol'),
      );
    if (!has(resource, 'CidrBlock') && !has(resource, 'Ipv6CidrBlock'))
      reject(draft, resource, 'MissingParameter', 'The request must contain the parameter cidrBlock or ipv6CidrBlock');
    return undefined;
  }
  if (ruleNumber < 1 || ruleNumber > 32_766) {
    reject(
      draft,
      resource,
      'InvalidParameterValue',
      `Value (${ruleNumber}) for parameter ruleNumber is invalid. It must be from 1 to 32766.`,
      spanOf(resource, 'RuleNumber'),
    );
    return undefined;
  }
  if (refusesWords(resource, draft, block)) return undefined;
  const icmp = at(resource.properties, 'Icmp');
  const kind =
    protocol === ICMP || protocol === ICMPV6
      ? { icmp: { type: asNumber(at(icmp, 'Type')) ?? -1, code: asNumber(at(icmp, 'Code')) ?? -1 } }
      : {};
  const allow = text(resource, 'RuleAction')?.toLowerCase() === 'allow';
  return {
    ruleNumber,
    egress: flag(resource, 'Egress') ?? false,
    allow,
    protocol,
    cidr: block,
    ports,
    ...kind,
    span: resource.span,
  };
}

function portsOf(resource: Declared, draft: Draft, protocol: number | undefined): PortRange | undefined {
  if (protocol !== TCP && protocol !== UDP) return ALL_PORTS;
  const range = at(resource.properties, 'PortRange');
  const [from, to] = [asNumber(at(range, 'From')), asNumber(at(range, 'To'))];
  if (from === undefined || to === undefined) {
    reject(
      draft,
      resource,
      'MissingParameter',
      'The request must contain the parameter portRange',
      spanOf(resource, 'PortRange'),
    );
    return undefined;
  }
  if (from < 0 || to > 65_535 || from > to) {
    const message = `Invalid TCP/UDP port range (${from}:${to})`;
    reject(draft, resource, 'InvalidParameterValue', message, spanOf(resource, 'PortRange'));
    return undefined;
  }
  return { from, to };
}

/** An action that is neither allow nor deny, and a block that stands under the other family's property. */
function refusesWords(resource: Declared, draft: Draft, block: Cidr): boolean {
  const refuse = (property: string, message: string): true => {
    reject(draft, resource, 'InvalidParameterValue', message, spanOf(resource, property));
    return true;
  };
  const action = text(resource, 'RuleAction');
  if (action !== undefined && !['allow', 'deny'].includes(action.toLowerCase()))
    return refuse('RuleAction', `Invalid value '${action}' for ruleAction. It must be allow or deny.`);
  const property = has(resource, 'CidrBlock') ? 'CidrBlock' : 'Ipv6CidrBlock';
  const family = property === 'CidrBlock' ? 4 : 6;
  if (familyOfCidr(block) === family) return false;
  return refuse(property, `CIDR block ${text(resource, property) ?? ''} is malformed`);
}
