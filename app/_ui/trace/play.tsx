'use client';

import { useCallback, useState } from 'react';
import type { Drawing } from '../diagram/drawing.ts';
import { Figure } from '../diagram/figure.tsx';
import type { Layout } from '../diagram/layout.ts';
import { PacketPath } from '../diagram/path.tsx';
import { Stepper } from './stepper.tsx';
import './trace.css';
import './play.css';
import type { TraceView } from './view.ts';

interface PlayProps {
  readonly title: string;
  readonly drawing: Drawing;
  readonly trace: TraceView;
}

/** A scenario that plays when it appears: the packet goes from hop to hop on the map, each hop said below it; then it can be stepped through. */
export function Play({ title, drawing, trace }: PlayProps) {
  const [step, setStep] = useState(0);
  const { steps } = trace;
  const over = useCallback((layout: Layout) => <PacketPath layout={layout} steps={steps} current={step} />, [steps, step]);
  return (
    <div className="play">
      <Figure drawing={drawing} title={title} over={over} />
      <Stepper trace={trace} step={step} onStep={setStep} plays />
    </div>
  );
}
