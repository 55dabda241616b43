import type { ReactNode } from 'react';
import type { Drawing } from './drawing.ts';
import { Glyph } from './glyphs.tsx';
import { type Layout, layoutOf, type Placed } from './layout.ts';
import './diagram.css';
import { fitting } from './sizes.ts';
import { cutTo, Label, MapLooks, type Marks, Sign, Thing } from './thing.tsx';
import { Vpc } from './vpc.tsx';

interface MapProps {
  readonly drawing: Drawing;
  readonly title: string;
  readonly marks?: Marks;
  /** What lies above the things. */
  readonly over?: (layout: Layout) => ReactNode;
}

/** The drawing as a picture. Its twin in words says the same; a screen reader hears the title and is sent there. */
export function NetworkMap({ drawing, title, marks = {}, over }: MapProps) {
  const layout = layoutOf(drawing);
  return (
    <MapLooks value={{ marks, failedZones: [] }}>
      <svg
        className="map"
        viewBox={`0 0 ${layout.width} ${layout.height}`}
        width={layout.width}
        height={layout.height}
        // A small network is not blown up, a large one does not shrink until nobody can read it.
        style={{ minWidth: `min(${layout.width}px, 36rem, 100%)` }}
        role="img"
        aria-label={title}
      >
        <MapThings layout={layout} region={drawing.region}>
          {over?.(layout)}
        </MapThings>
      </svg>
    </MapLooks>
  );
}

/** Everything that stands on a map, from the back to the front; `children` lie above it. */
export function MapThings({
  layout,
  region,
  children,
}: {
  readonly layout: Layout;
  readonly region: string;
  readonly children?: ReactNode;
}) {
  return (
    <>
      <defs>
        <pattern id="map-hatch" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <path className="map-hatch" d="M0 0v8" />
        </pattern>
      </defs>
      {layout.vpcs.length > 0 && <Region layout={layout} region={region} />}
      {layout.ways.map((way, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a peering is the way of two doors.
        <path key={index} className="map-way" d={way.path} />
      ))}
      {layout.vpcs.map((vpc) => (
        <Vpc key={vpc.it.id} vpc={vpc} sizes={layout.sizes} />
      ))}
      {layout.transits.map((bar) => (
        <Transit key={bar.it.id} bar={bar} />
      ))}
      {layout.stubs.map(({ id, x, y, text, side }) => (
        <g key={id}>
          <path className="map-way" d={`M${x} ${y}h${side === 'right' ? 10 : -10}`} />
          <Label
            {...{ x: side === 'right' ? x + 11 : x - 11, y: y + 13, className: 'map-note', text, room: 10 }}
            {...(side === 'right' ? {} : { anchor: 'end' as const })}
          />
        </g>
      ))}
      {layout.neighbours.map((box) => (
        <Edge key={box.it.id} box={box} title={box.it.title} lines={box.it.hosts} />
      ))}
      {layout.services.map((box) => (
        <Edge key={box.it.id} box={box} title={box.it.title} lines={box.it.through.map((id) => `via ${id}`)} />
      ))}
      {children}
    </>
  );
}

function Region({ layout, region }: { readonly layout: Layout; readonly region: string }) {
  const { x, y, width, height } = layout.region;
  return (
    <g>
      <rect className="map-region" x={x} y={y} width={width} height={height} rx="10" />
      <Label x={x + 12} y={y + 18} className="map-note" text={region === '' ? 'Region' : `Region ${region}`} room={30} />
    </g>
  );
}

function Transit({ bar }: { readonly bar: Layout['transits'][number] }) {
  const { it, x, y, width, height } = bar;
  return (
    <Thing it={it} label={`Transit gateway ${it.id}`} box={bar}>
      <rect className="map-bar" x={x} y={y} width={width} height={height} rx="6" />
      <Glyph name="transit-gateway" x={x + width / 2 - 6} y={y + 10} />
      <text
        className="map-small map-strong"
        transform={`translate(${x + width / 2 + 4} ${y + height / 2 + 12}) rotate(-90)`}
        textAnchor="middle"
      >
        {cutTo(it.id, fitting(height - 36, 'small'))}
      </text>
      <Sign it={it} x={x + width} y={y} />
    </Thing>
  );
}

const glyphOf = (id: string) => (id === 'internet' || id === 'on-premises' ? id : id === 'other-vpcs' ? 'vpc' : 'service');

function Edge({
  box,
  title,
  lines,
}: {
  readonly box: Placed<{ readonly id: string }>;
  readonly title: string;
  readonly lines: readonly string[];
}) {
  return (
    <Thing it={box.it} label={`${title}${lines.length > 0 ? `, ${lines.join(', ')}` : ''}`} box={box}>
      <rect className="map-edge" x={box.x} y={box.y} width={box.width} height={box.height} rx="5" />
      <Glyph name={glyphOf(box.it.id)} x={box.x + 8} y={box.y + 10} />
      <Label x={box.x + 25} y={box.y + 20} className="map-name" text={title} room={fitting(box.width - 33, 'name')} />
      {lines.map((line, index) => (
        <Label
          key={line}
          x={box.x + 10}
          y={box.y + 38 + index * 20}
          className="map-small"
          text={line}
          room={fitting(box.width - 18, 'small')}
        />
      ))}
    </Thing>
  );
}
