import { answerProbes, openConfiguration, openParsed, type Probe, parseConfiguration, verdictsOf, type World } from '#engine';
import { drawFrom } from './draw.ts';
import { drawProbes, drawRequests, type Estate, estateOf, PORTS } from './estate.ts';
import { best, bestPerSecond, type Rate } from './measure.ts';

/** What is asked of an estate of so many VPCs. */
interface Targets {
  readonly compile: number;
  readonly explained: number;
  readonly verdicts: number;
  readonly requests?: number;
  readonly rounds: number;
}

/** The rates of compiling, walking and asking generated estates, one core. */
export const estateRates = (): readonly Rate[] => [
  ...ratesOf(10, { compile: 15, explained: 500_000, verdicts: 2_000_000, requests: 300_000, rounds: 60 }),
  ...ratesOf(1000, { compile: 400, explained: 200_000, verdicts: 1_000_000, rounds: 3 }),
  matrixRate(10),
  matrixRate(40),
];

function ratesOf(vpcs: number, targets: Targets): readonly Rate[] {
  const estate = estateOf(vpcs);
  const parsed = parseConfiguration(estate);
  const compiling = best(() => openParsed(parsed), targets.rounds);
  const configuration = openConfiguration(estate);
  const [fault] = [
    ...configuration.report.rejections,
    ...configuration.report.diagnostics.filter((each) => each.severity === 'error'),
  ];
  if (fault !== undefined) throw new Error(`the estate is refused: ${fault.message}`);
  const probes = drawProbes(estate, drawFrom(7), 20_000);
  const asking = (asked: readonly Probe[]) => bestPerSecond(eachOf(asked, (probe) => answerProbes(configuration, [probe])));
  const at = `at ${vpcs} VPCs`;
  const requests = drawRequests(estate, drawFrom(9), 20_000);
  return [
    {
      name: `resolve, deploy and compile ${vpcs} VPCs (${configuration.report.resources} resources), after parsing (best)`,
      value: compiling,
      unit: 'ms',
      target: targets.compile,
    },
    { name: `explained probes ${at} (best)`, value: asking(probes), unit: 'probes/s', target: targets.explained },
    {
      name: `verdicts, each walked, ${at} (best)`,
      value: judging(estate, probes, 'walk'),
      unit: 'probes/s',
      target: targets.verdicts,
    },
    {
      name: `verdicts of classes that were walked before, ${at} (best)`,
      value: judging(estate, probes, 'judge'),
      unit: 'probes/s',
    },
    {
      name: `requests through names, way and policies ${at} (best)`,
      value: asking(requests),
      unit: 'requests/s',
      ...(targets.requests === undefined ? {} : { target: targets.requests }),
    },
  ];
}

/** `work` on each of `values` in turn, one at a call. */
function eachOf<T>(values: readonly T[], work: (value: T) => unknown): () => unknown {
  let next = 0;
  return () => {
    const value = values[next];
    next = next + 1 < values.length ? next + 1 : 0;
    return value === undefined ? undefined : work(value);
  };
}

function judging(estate: Estate, probes: readonly Probe[], by: 'judge' | 'walk'): number {
  const verdicts = verdictsOf(openConfiguration(estate));
  if (verdicts === undefined) throw new Error('the estate is refused');
  const attempts = probes.flatMap((probe) => (probe.kind === 'reachability' ? (verdicts.attemptOf(probe) ?? []) : []));
  return bestPerSecond(eachOf(attempts, verdicts[by]));
}

/** 200 × 200 hosts of so many VPCs on eight ports; classes are found and walked anew each time. */
function matrixRate(vpcs: number): Rate {
  const estate = withHosts(estateOf(vpcs), vpcs, 200);
  const parsed = parseConfiguration(estate);
  const things = Object.keys(estate.world.hosts).map((host) => ({ host }));
  let fastest = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 8; round++) {
    const verdicts = verdictsOf(openParsed(parsed));
    const before = performance.now();
    verdicts?.matrix(things, PORTS);
    fastest = Math.min(fastest, performance.now() - before);
  }
  return { name: `matrix of 200 × 200 hosts of ${vpcs} VPCs × 8 ports (best)`, value: fastest, unit: 'ms', target: 100 };
}

/** The estate with so many hosts more, spread evenly over its VPCs, in each over two subnets and two groups. */
function withHosts(estate: Estate, vpcs: number, hosts: number): Estate {
  const placed = Array.from({ length: hosts }, (_, index): [string, World['hosts'][string]] => {
    const vpc = index % vpcs;
    const other = Math.floor(index / vpcs) % 2 === 1;
    const stack = `s${Math.floor(vpc / 10)}`;
    const place = {
      subnet: `${stack}/${other ? 'AppB' : 'AppA'}${vpc}`,
      securityGroups: [`${stack}/${other ? 'Data' : 'App'}${vpc}`],
    };
    return [`h${index}`, place];
  });
  return { ...estate, world: { ...estate.world, hosts: Object.fromEntries(placed) } };
}
