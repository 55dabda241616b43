import { formatAddress, parseAddress } from '../ip/address.ts';
import type { ProbeAnswer } from '../probe/answer.ts';
import type { Configuration } from '../probe/configuration.ts';
import type { Ground, Loaded } from '../probe/loaded.ts';
import { groundIn, Unanswerable } from '../probe/loaded.ts';
import type { Probe } from '../probe/probe.ts';
import { answerProbes } from '../probe/run.ts';
import { type Source, sourceOf } from '../probe/things.ts';

/** Where a command is typed when it is no host of the network: the account's own shell, whose calls cross no VPC. */
export const CLOUDSHELL = 'cloudshell';

/** One command as it was typed. */
export interface ConsoleLine {
  /** A host of the world, or `CLOUDSHELL`. */
  readonly host: string;
  /** The world's principal whose credentials the machine has; absent: it has none. */
  readonly principal?: string;
  readonly line: string;
  /** Zones that are down, and states, as a probe takes them. */
  readonly faults?: readonly { readonly availabilityZone: string }[];
  readonly states?: Readonly<Record<string, string>>;
}

/** A question that a command asked of the network, with the answer. */
export interface ConsoleProbe {
  readonly probe: Probe;
  readonly answer: ProbeAnswer;
}

/** What one command printed. */
export interface ConsoleAnswer {
  /** Both streams, as a terminal shows them; without a line break at the end. */
  readonly printed: string;
  readonly exitStatus: number;
  /** How long the program would have kept one waiting, in seconds; absent where it answers at once. */
  readonly waitsSeconds?: number;
  /** What the workbook says beside it: what is not simulated, or what a program leaves out. */
  readonly notes: readonly string[];
  readonly probes: readonly ConsoleProbe[];
}

/** What a program prints and does, before the shell adds what it asked. */
export interface Printed {
  readonly lines: readonly string[];
  readonly exitStatus: number;
  readonly waitsSeconds?: number;
  readonly notes?: readonly string[];
}

/** What a program can see and ask. Every question is written down. */
export interface Shell {
  readonly loaded: Loaded;
  readonly ground: Ground;
  readonly call: ConsoleLine;
  readonly region: string;
  readonly account: string;
  readonly ask: (probe: Probe) => ProbeAnswer;
  /** The same question put by `principal`, which the world need not have. */
  readonly askAs: (principal: Loaded['world']['principals'][string], probe: Extract<Probe, { kind: 'request' }>) => ProbeAnswer;
  /** The machine; undefined in the account's own shell. */
  readonly source: Source | undefined;
  readonly probes: ConsoleProbe[];
}

/** A shell at the host of `call`; throws `Unanswerable` where there is no such machine. */
export function openShell(configuration: Configuration, call: ConsoleLine): Shell {
  const loaded = configuration as Loaded;
  if (loaded.deployed === undefined) throw new Unanswerable('NOT_LOADED', 'The text cannot be read, so there is no network.');
  const [rejection] = loaded.report.rejections;
  if (rejection !== undefined)
    throw new Unanswerable('REJECTED', `AWS refuses the configuration, so nothing runs: ${rejection.code}: ${rejection.message}`);
  const ground = groundIn(loaded.world, loaded.deployed);
  const probes: ConsoleProbe[] = [];
  const under = {
    ...(call.faults === undefined ? {} : { faults: [...call.faults] }),
    ...(call.states === undefined ? {} : { states: call.states }),
  };
  const note = (from: Loaded, probe: Probe): ProbeAnswer => {
    const asked: Probe = { ...probe, ...under };
    const [answer = { id: '' }] = answerProbes(from, [asked]);
    probes.push({ probe: asked, answer });
    return answer;
  };
  return {
    loaded,
    ground,
    call,
    region: loaded.world.region,
    account: loaded.world.account,
    source: call.host === CLOUDSHELL ? undefined : sourceOf(ground, { host: call.host }),
    ask: (probe) => note(loaded, probe),
    askAs: (principal, probe) => {
      const principals = { ...loaded.world.principals, [probe.principal]: principal };
      return note({ ...loaded, world: { ...loaded.world, principals } }, probe);
    },
    probes,
  };
}

/** A machine's own address as text. */
export const addressOf = ({ source }: Shell): string => (source === undefined ? '' : formatAddress(source.address));

/** Whether `text` is an IP address and no name. */
export const isAddress = (text: string): boolean => parseAddress(text) !== undefined;

/** One address that a connection was tried to, and what came of it. */
export interface Tried {
  readonly address: string;
  readonly outcome: 'connected' | 'refused' | 'timeout';
}

/** The addresses of `to` in the order in which a program tries them, or undefined where the name does not resolve. */
export function connectTo(shell: Shell, to: string, port: number, protocol = 'tcp'): readonly Tried[] | undefined {
  const { host } = shell.call;
  const answer = shell.ask({
    kind: 'reachability',
    from: { host },
    to: isAddress(to) ? { ip: to } : { name: to },
    protocol,
    destinationPort: port,
  });
  if (answer.error !== undefined) throw new Unanswerable(answer.error.code, answer.error.message);
  if (answer.outcome === 'nameError') return undefined;
  if (answer.perAddress !== undefined)
    return answer.perAddress.map(({ address, outcome }) => ({ address, outcome: wordOf(outcome) }));
  const address = isAddress(to) ? to : (answer.dns?.answers[0] ?? to);
  return [{ address, outcome: wordOf(answer.outcome ?? 'timeout') }];
}

function wordOf(outcome: NonNullable<ProbeAnswer['outcome']>): Tried['outcome'] {
  if (outcome === 'connectionRefused') return 'refused';
  return outcome === 'allowed' || outcome === 'accessDenied' ? 'connected' : 'timeout';
}
