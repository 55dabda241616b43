import { answerProbes, type Configuration, type Judgement, type ProbeAnswer } from '#engine';
import type { Flow, Price } from '../../_ui/levers/view.ts';
import { kindWords } from '../../_ui/trace/kind-words.ts';

/** What a month of `configuration` costs, in US dollars, when it carries `flows`; undefined where nothing can be priced. */
export function priceWith(configuration: Configuration, flows: readonly Flow[]): Price | undefined {
  const [answer] = answerProbes(configuration, [{ kind: 'cost', traffic: [...flows] }]);
  if (answer?.error !== undefined || answer?.monthlyTotalUsd === undefined) return undefined;
  return {
    flows,
    hourly: answer.monthlyHourly ?? [],
    traffic: trafficOf(answer),
    totalUsd: answer.monthlyTotalUsd,
    unpriced: (answer.unpriced ?? []).map(({ kind, id }) => `${kindWords(kind)} ${id}`),
    dated: answer.pricesDated ?? '',
  };
}

/** Every call and connection of the checks once, each with `gbPerMonth` to carry. */
export function flowsIn(asked: Judgement['asked'], gbPerMonth: number): readonly Flow[] {
  const flows = asked.flatMap((probe): readonly Flow[] => {
    if (probe?.kind === 'reachability') {
      const { from, to, protocol, destinationPort } = probe;
      return [
        {
          from,
          to,
          gbPerMonth,
          ...(protocol === undefined ? {} : { protocol }),
          ...(destinationPort === undefined ? {} : { destinationPort }),
        },
      ];
    }
    if (probe?.kind !== 'request' || probe.from === undefined || probe.from === null) return [];
    const { from, principal, action, resource, endpointName } = probe;
    return [{ from, principal, action, resource, gbPerMonth, ...(endpointName === undefined ? {} : { endpointName }) }];
  });
  const keys = flows.map((flow) => JSON.stringify(flow));
  return flows.filter((_, index) => keys.indexOf(keys[index] ?? '') === index);
}

/** Charges by the gigabyte, each thing once. A way carries its share of the flow. */
function trafficOf({ monthlyTraffic = [] }: ProbeAnswer): Price['traffic'] {
  const sums = new Map<string, { id: string; kind: string; usd: number }>();
  for (const { kind, id, usd } of monthlyTraffic.flatMap((flow) => flow.paths.flatMap((path) => path.charges))) {
    const before = sums.get(`${kind}/${id}`);
    sums.set(`${kind}/${id}`, { id, kind, usd: (before?.usd ?? 0) + usd });
  }
  return [...sums.values()].filter(({ usd }) => usd > 0);
}
