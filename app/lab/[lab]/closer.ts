import {
  type Configuration,
  describeAbsence,
  describeChange,
  describeFailure,
  describeGate,
  type LocatedGate,
  type LocatedStatement,
  routeSpans,
  type Span,
  weighedRules,
} from '#engine';
import type { Closer, GateWords } from '../../_ui/trace/closer.ts';

/** Everything that a trace may say about `configuration` beside the answer itself. */
export function closerOf(configuration: Configuration): Closer {
  const spans = new Map<string, Span>(
    configuration.resources.flatMap(({ logicalId, physicalId, span }) => [
      [physicalId, span],
      [logicalId, span],
    ]),
  );
  return {
    weigh: (component) => weighedRules(configuration, component),
    routeSpans: (table) => routeSpans(configuration, table),
    spanOf: (name) => spans.get(name),
    gate: gateWords,
  };
}

const gateWords = (gate: LocatedGate): GateWords => ({
  said: describeGate(gate),
  statements: gate.statements.map((statement) => {
    const span = statement.failed?.span ?? statement.span;
    return {
      label: `${statement.effect} ${statement.sid ?? `statement ${statement.statement + 1}`}`,
      why: whyOf(statement),
      taken: statement.matched,
      ...(span === undefined ? {} : { span }),
    };
  }),
  changes: (gate.edit ?? []).map(describeChange),
});

function whyOf({ matched, effect, failed, dependsOn }: LocatedStatement): string {
  if (matched) return effect === 'Allow' ? 'matches and allows' : 'matches and denies';
  const [absent] = dependsOn;
  return failed === undefined
    ? 'does not match'
    : `does not match: ${absent === undefined ? describeFailure(failed) : describeAbsence(absent)}`;
}
