import type { Span } from '../diagnostic.ts';
import { parseAddress } from '../ip/address.ts';
import { contains } from '../ip/cidr.ts';
import { intersection, parsePorts } from '../ip/ports.ts';
import { admittingRule, carries, entriesFor, type Flow, judgeEntries } from '../network/filters.ts';
import { type Network, type NetworkAcl, TCP, UDP } from '../network/model.ts';
import type { PathComponent } from '../network/trace.ts';
import type { Configuration } from './configuration.ts';
import type { Loaded } from './loaded.ts';
import { aclRule, groupRule, lastEntry, type RuleFact } from './rule-facts.ts';

/**
 * What became of a rule: it `decides`; it admits `also`; it is of another `protocol`, other `ports` or another `peer`; it covers the
 * ports `partly` and reading went on; it stands `after` the one that decides and was not read.
 */
export type Weight = 'decides' | 'also' | 'protocol' | 'ports' | 'peer' | 'partly' | 'after';

export interface WeighedRule extends RuleFact {
  readonly weight: Weight;
}

/**
 * The rules that a group or a network ACL on a packet's way weighed, in the order in which AWS reads them, each with what became of
 * it; none for a component of another kind. `component` is one of an answer to a probe of `configuration`.
 */
export function weighedRules(configuration: Configuration, component: PathComponent): readonly WeighedRule[] {
  const { deployed } = configuration as Loaded;
  const flow = flowOf(component);
  if (deployed === undefined || flow === undefined) return [];
  const { network } = deployed.compiled;
  const direction = component.facts?.filter === 'ingress' ? 'ingress' : 'egress';
  if (component.kind === 'network-acl') {
    const acl = network.networkAcls.get(component.id);
    return acl === undefined ? [] : weighedEntries(acl, direction, flow);
  }
  const idOf = (name: string) => deployed.stack.idOf(name) ?? name;
  return weighedGroups(network, namesIn(component, 'securityGroups').map(idOf), direction, flow, peersOf(component, idOf));
}

/** The lines of the text that a route table's lines stand on, in the order of the table. */
export function routeSpans(configuration: Configuration, table: string): readonly (Span | undefined)[] {
  const { deployed } = configuration as Loaded;
  return (deployed?.compiled.network.routeTables.get(table)?.routes ?? []).map(({ span }) => span);
}

const namesIn = ({ facts }: PathComponent, name: string): readonly string[] => {
  const value = facts?.[name];
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
};

const peersOf = (component: PathComponent, idOf: (name: string) => string): readonly string[] | undefined =>
  component.facts?.peerGroups === null ? undefined : namesIn(component, 'peerGroups').map(idOf);

/** The packet as a filter saw it, from the facts that the walk wrote down; undefined where there are none. */
function flowOf({ facts }: PathComponent): Flow | undefined {
  const peer = parseAddress(String(facts?.filter === 'egress' ? facts.destination : facts?.source));
  const ports = parsePorts(String(facts?.destinationPorts));
  if (peer === undefined || ports === undefined || typeof facts?.protocol !== 'number') return undefined;
  const { protocol, icmpType: type, icmpCode: code } = facts;
  const flow = { protocol, peer, ports };
  return typeof type === 'number' && typeof code === 'number' ? { ...flow, icmp: { type, code } } : flow;
}

function weighedGroups(
  network: Network,
  worn: readonly string[],
  direction: RuleFact['direction'],
  flow: Flow,
  peers: readonly string[] | undefined,
): readonly WeighedRule[] {
  const groups = worn.flatMap((id) => network.securityGroups.get(id) ?? []);
  const peer = peers === undefined ? {} : { securityGroups: peers };
  const rules = groups.flatMap((group) => group[direction].map((rule) => ({ group, rule })));
  const admits = rules.map(({ rule }) => admittingRule([rule], flow, peer) !== undefined);
  const first = admits.indexOf(true);
  return rules.map(({ group, rule }, index) => {
    const fact = groupRule(network, group, direction, rule);
    if (admits[index] === true) return { ...fact, weight: index === first ? 'decides' : 'also' };
    return { ...fact, weight: carries(rule, flow) ? 'peer' : sameProtocol(rule.protocol, flow) ? 'ports' : 'protocol' };
  });
}

function weighedEntries(acl: NetworkAcl, direction: RuleFact['direction'], flow: Flow): readonly WeighedRule[] {
  const entries = entriesFor(acl, direction === 'egress');
  const decision = judgeEntries(
    entries.filter((entry) => contains(entry.cidr, flow.peer)),
    flow,
  );
  const decides = decision.allowed || decision.entry?.allow === false ? decision.entry : undefined;
  const end = decides === undefined ? entries.length : entries.indexOf(decides);
  const weighed = entries.map((entry, index): WeighedRule => {
    const fact = aclRule(acl, entry);
    if (index >= end) return { ...fact, weight: index === end ? 'decides' : 'after' };
    if (!sameProtocol(entry.protocol, flow)) return { ...fact, weight: 'protocol' };
    if (!contains(entry.cidr, flow.peer)) return { ...fact, weight: 'peer' };
    const whole = (flow.protocol !== TCP && flow.protocol !== UDP) || intersection(entry.ports, flow.ports) !== undefined;
    return { ...fact, weight: whole ? 'partly' : 'ports' };
  });
  return [...weighed, { ...lastEntry(acl, direction), weight: decides === undefined ? 'decides' : 'after' }];
}

const sameProtocol = (protocol: number, flow: Flow): boolean => protocol === -1 || protocol === flow.protocol;
