import type { Layout } from './layout.ts';
import { lineThrough, numbersText, type PlacedStep, pathOf, type Stop, stopsOf } from './path-of.ts';
import type { Point } from './places.ts';
import './path.css';

interface PathProps {
  readonly layout: Layout;
  readonly steps: readonly PlacedStep[];
  /** The step that is looked at, from 0. */
  readonly current: number | undefined;
}

/** The way of a packet as a numbered line: there, and back where the reply did not arrive. Each number is a step of the trace. */
export function PacketPath({ layout, steps, current }: PathProps) {
  const points = pathOf(layout, steps);
  const on = (direction: PlacedStep['direction']): readonly Point[] =>
    points.flatMap((point, index) => (point !== undefined && steps[index]?.direction === direction ? [point] : []));
  const fails = (direction: PlacedStep['direction']) =>
    steps.some((step) => step.direction === direction && step.state === 'blocked');
  const isShown = ({ direction, state }: PlacedStep) => direction === 'forward' || state === 'blocked';
  const shown = points.map((point, index) => {
    const step = steps[index];
    return step !== undefined && isShown(step) ? point : undefined;
  });
  const at = current === undefined ? undefined : points[current];
  return (
    <g className="path">
      <path className={`path-line${fails('forward') ? ' is-cut' : ''}`} d={lineThrough(on('forward'), 0)} />
      {fails('return') && <path className="path-line is-cut" d={lineThrough(on('return'), 4)} />}
      {at !== undefined && <circle className="path-packet" r="15" style={{ transform: `translate(${at.x}px, ${at.y}px)` }} />}
      {stopsOf(steps, shown).map((stop) => (
        <Badge key={`${stop.x},${stop.y}`} stop={stop} now={current !== undefined && stop.numbers.includes(current + 1)} />
      ))}
    </g>
  );
}

function Badge({ stop, now }: { readonly stop: Stop; readonly now: boolean }) {
  const { x, y, numbers, state } = stop;
  const text = numbersText(numbers);
  const width = Math.max(16, 7 + text.length * 6.4);
  return (
    <g className={`path-stop path-stop-${state}${now ? ' is-now' : ''}`}>
      <rect x={x - width / 2} y={y - 8} width={width} height="16" rx={state === 'blocked' || state === 'denied' ? 2 : 8} />
      <text x={x} y={y + 4} textAnchor="middle">
        {text}
      </text>
    </g>
  );
}
