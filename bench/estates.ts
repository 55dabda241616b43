import { answerProbes, type Configuration, openParsed, type Probe, parseConfiguration, verdictsOf, type World } from '#engine';
import { drawFrom } from './draw.ts';
import { drawProbes, drawRequests, type Estate, estateOf, PORTS } from './estate.ts';
import { answeredPerSecond, best, type Rate, timeOf } from './measure.ts';

/** What is asked of an estate of so many VPCs, and how many questions it is asked. */
interface Targets {
  readonly compile: number;
  readonly explained: number;
  readonly verdicts: number;
  readonly requests?: number;
  readonly rounds: number;
  readonly questions: number;
}

/** The rates of compiling, walking and asking generated estates, one core; questions are drawn at random and the tables for them are counted. */
export const estateRates = (): readonly Rate[] => [
  ...ratesOf(10, {
    compile: 15,
    explained: 500_000,
    verdicts: 2_000_000,
    requests: 300_000,
    rounds: 40,
    questions: 500_000,
  }),
  ...ratesOf(1000, { compile: 400, explained: 200_000, verdicts: 1_000_000, rounds: 4, questions: 200_000 }),
  matrixRate(10),
  matrixRate(40),
];

/** Verdicts are asked for by the million: of 1,000 VPCs' pairs of machines that is one in twenty-five, each to a port of its own. */
const VERDICTS = 1_000_000;

function ratesOf(vpcs: number, targets: Targets): readonly Rate[] {
  const estate = estateOf(vpcs);
  const parsed = parseConfiguration(estate);
  const opened: Configuration[] = [];
  const compiling = best(() => {
    opened.push(openParsed(parsed));
    // More would only be in the way of those that are measured later.
    if (opened.length > 6) opened.shift();
  }, targets.rounds);
  // Each is asked of one that nobody has asked anything yet.
  const fresh = () => taken(opened.pop() ?? openParsed(parsed));
  const { resources } = fresh().report;
  const at = `at ${vpcs} VPCs`;
  const asking = (draw: typeof drawProbes, seed: number) => {
    const configuration = fresh();
    return answeredPerSecond(targets.questions, drawing(estate, draw, seed), (probe) => answerProbes(configuration, [probe]));
  };
  const judging = (by: 'judge' | 'walk', count: number) => {
    const verdicts = verdictsOf(fresh());
    if (verdicts === undefined) throw new Error('the estate is refused');
    const draw = drawing(estate, drawProbes, 8);
    return answeredPerSecond(count, (few) => attemptsOf(verdicts, draw(few)), verdicts[by]);
  };
  return [
    {
      name: `resolve, deploy and compile ${vpcs} VPCs (${resources} resources), after parsing (best)`,
      value: compiling,
      unit: 'ms',
      target: targets.compile,
    },
    { name: `explained probes ${at}`, value: asking(drawProbes, 7), unit: 'probes/s', target: targets.explained },
    { name: `verdicts ${at}`, value: judging('judge', VERDICTS), unit: 'probes/s', target: targets.verdicts },
    {
      name: `verdicts ${at}, nothing remembered`,
      value: judging('walk', 40_000),
      unit: 'probes/s',
    },
    {
      name: `requests through names, way and policies ${at}`,
      value: asking(drawRequests, 9),
      unit: 'requests/s',
      ...(targets.requests === undefined ? {} : { target: targets.requests }),
    },
  ];
}

/** The configuration, which AWS must take. */
function taken(configuration: Configuration): Configuration {
  const { rejections, diagnostics } = configuration.report;
  const [fault] = [...rejections, ...diagnostics.filter((each) => each.severity === 'error')];
  if (fault !== undefined) throw new Error(`the estate is refused: ${fault.message}`);
  return configuration;
}

function drawing(estate: Estate, draw: typeof drawProbes, seed: number): (few: number) => readonly Probe[] {
  const source = drawFrom(seed);
  return (few) => draw(estate, source, few);
}

const attemptsOf = (verdicts: NonNullable<ReturnType<typeof verdictsOf>>, probes: readonly Probe[]) =>
  probes.flatMap((probe) => (probe.kind === 'reachability' ? (verdicts.attemptOf(probe) ?? []) : []));

/** 200 × 200 hosts of so many VPCs on eight ports; classes are found and walked anew each time. */
function matrixRate(vpcs: number): Rate {
  const estate = withHosts(estateOf(vpcs), vpcs, 200);
  const parsed = parseConfiguration(estate);
  const things = Object.keys(estate.world.hosts).map((host) => ({ host }));
  let fastest = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 4; round++) {
    const verdicts = verdictsOf(openParsed(parsed));
    fastest = Math.min(
      fastest,
      timeOf(() => verdicts?.matrix(things, PORTS)),
    );
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
