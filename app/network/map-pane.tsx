'use client';

import { useCallback, useMemo } from 'react';
import type { Span } from '#engine';
import { LabMap } from '../_ui/diagram/lab-map.tsx';
import type { Marks } from '../_ui/diagram/thing.tsx';
import type { TraceView } from '../_ui/trace/view.ts';
import type { AskNetwork, OpenedView } from './asks.ts';

interface Props {
  readonly opened: OpenedView;
  readonly shown: { readonly trace: TraceView; readonly step: number } | undefined;
  readonly ask: AskNetwork;
  readonly readable: boolean;
  readonly onLine: (span: Span) => void;
}

const NO_STEPS: TraceView['steps'] = [];
const NO_ZONES: readonly string[] = [];

/** The map with the way of what was asked last, and the same in words. */
export function MapPane({ opened, shown, ask, readable, onLine }: Props) {
  const steps = shown?.trace.steps ?? NO_STEPS;
  const marks = useMemo<Marks>(() => {
    const blocked = steps.filter((step) => step.state === 'blocked' && step.direction !== 'policy');
    return Object.fromEntries(blocked.map((step) => [step.name, 'blocked' as const]));
  }, [steps]);
  const factsOf = useCallback((thing: string) => ask('facts', thing).catch(() => undefined), [ask]);
  return (
    <section className="own-map" aria-label="Map">
      <LabMap
        drawing={opened.drawing}
        title="Your network"
        readable={readable}
        marks={marks}
        steps={steps}
        current={shown?.step}
        failedZones={NO_ZONES}
        lit={undefined}
        factsOf={factsOf}
        onLine={onLine}
      />
    </section>
  );
}
