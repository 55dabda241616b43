'use client';

import { useCallback, useMemo } from 'react';
import type { Span } from '#engine';
import { LabMap } from '../../_ui/diagram/lab-map.tsx';
import type { Marks } from '../../_ui/diagram/thing.tsx';
import type { JudgedView } from '../../_ui/lab/view.ts';
import type { Ask } from '../../_ui/levers/view.ts';
import type { TraceView } from '../../_ui/trace/view.ts';
import { useDrawing } from './use-drawing.ts';
import { type Pointed, useLit } from './use-pointed.ts';
import type { Tracing } from './use-trace.ts';

interface MapPaneProps {
  readonly judged: JudgedView | undefined;
  readonly tracing: Tracing;
  readonly ask: Ask;
  readonly pointed: Pointed;
  readonly onLine: (span: Span) => void;
}

const NO_LINES: JudgedView['lines'] = [];
const NO_STEPS: TraceView['steps'] = [];

/** The learner's network as the text declares it now, with the way of the packet that is traced. */
export function MapPane({ judged, tracing, ask, pointed, onLine }: MapPaneProps) {
  const { drawing, readable } = useDrawing(judged);
  const lit = useLit(pointed, judged?.lines ?? NO_LINES);
  const { trace, shownStep } = tracing;
  const zones = tracing.failedZones.join(' ');
  const failedZones = useMemo(() => zones.split(' '), [zones]);
  const marks = useMemo(() => marksOf(trace), [trace]);
  const factsOf = useCallback((thing: string) => ask({ kind: 'facts', thing }), [ask]);
  return (
    <section className="pane pane-map" aria-label="Map">
      <LabMap
        drawing={drawing}
        title="Your network"
        readable={readable}
        marks={marks}
        steps={trace?.steps ?? NO_STEPS}
        current={shownStep}
        failedZones={failedZones}
        lit={lit}
        factsOf={factsOf}
        onLine={onLine}
      />
    </section>
  );
}

function marksOf(trace: TraceView | undefined): Marks {
  const blocked = (trace?.steps ?? []).filter((step) => step.state === 'blocked' && step.direction !== 'policy');
  return Object.fromEntries(blocked.map((step) => [step.name, 'blocked' as const]));
}
