import type { Drawing, DrawnChip } from './drawing.ts';
import { type Layout, layoutOf, type Placed, type PlacedVpc, SIZES } from './layout.ts';
import './diagram.css';

/** What happened to a thing: shown by a shape on it as well as by its colour. */
export type Marks = Readonly<Record<string, 'passed' | 'blocked'>>;

interface MapProps {
  readonly drawing: Drawing;
  readonly title: string;
  readonly marks?: Marks;
}

/** The drawing as a picture. Its twin in words says the same; a screen reader hears the title and is sent there. */
export function NetworkMap({ drawing, title, marks = {} }: MapProps) {
  const layout = layoutOf(drawing);
  return (
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
      <Ways layout={layout} />
      {layout.vpcs.map((vpc) => (
        <Vpc key={vpc.it.id} vpc={vpc} marks={marks} />
      ))}
      {layout.neighbours.map((box) => (
        <Edge key={box.it.id} box={box} title={box.it.title} lines={box.it.hosts} />
      ))}
      {layout.services.map((box) => (
        <Edge key={box.it.id} box={box} title={box.it.title} lines={box.it.through.map((id) => `via ${id}`)} />
      ))}
    </svg>
  );
}

/** The lines from doors to what they open to. */
function Ways({ layout }: { readonly layout: Layout }) {
  const ends = [...layout.neighbours, ...layout.services];
  const ways = layout.vpcs.flatMap((vpc) =>
    vpc.doors.flatMap((door) => {
      const end = ends.find((each) => each.it.id === door.it.to);
      if (end === undefined) return [];
      const atLeft = door.it.side === 'left';
      const x = atLeft ? end.x + end.width : end.x;
      const y = Math.min(Math.max(door.y, end.y + 14), end.y + end.height - 8);
      const turn = atLeft ? door.x - 10 : door.x + 10;
      return [{ key: `${vpc.it.id}/${door.it.id}`, path: `M${door.x} ${door.y}H${turn}V${y}H${x}` }];
    }),
  );
  return ways.map((way) => <path key={way.key} className="map-way" d={way.path} />);
}

function Vpc({ vpc, marks }: { readonly vpc: PlacedVpc; readonly marks: Marks }) {
  return (
    <g data-thing={vpc.it.id}>
      <rect className={`map-vpc${stress(vpc.it.stress)}`} x={vpc.x} y={vpc.y} width={vpc.width} height={vpc.height} rx="8" />
      <Label x={vpc.x + SIZES.pad} y={vpc.y + 20} className="map-name" text={vpc.it.id} room={20} />
      <text className="map-note" x={vpc.x + vpc.width - SIZES.pad} y={vpc.y + 20} textAnchor="end">
        {vpc.it.cidr}
      </text>
      {vpc.zones.map((zone) => (
        <text key={zone.name} className="map-zone" x={zone.x + 8} y={zone.y + 14}>
          {zone.name}
        </text>
      ))}
      {vpc.subnets.map((subnet) => (
        <Subnet key={subnet.it.id} subnet={subnet} marks={marks} />
      ))}
      {vpc.doors.map((door) => (
        <Door key={door.it.id} door={door} marks={marks} />
      ))}
      {vpc.tables.map((table) => (
        <g key={table.it.id} data-thing={table.it.id}>
          <rect
            className={`map-table${stress(table.it.stress)}${mark(marks[table.it.id])}`}
            x={table.x}
            y={table.y}
            width={table.width}
            height={table.height}
            rx="3"
          />
          <TableGlyph x={table.x + 7} y={table.y + 8} />
          <Label
            x={table.x + 22}
            y={table.y + 17}
            className="map-small"
            text={table.it.id}
            room={Math.floor((table.width - 30) / 7.2)}
          />
          <Sign state={marks[table.it.id]} x={table.x + table.width} y={table.y} />
        </g>
      ))}
    </g>
  );
}

function Subnet({ subnet, marks }: { readonly subnet: PlacedVpc['subnets'][number]; readonly marks: Marks }) {
  const { it, x, y, width, height } = subnet;
  return (
    <g data-thing={it.id}>
      <rect className={`map-subnet${stress(it.stress)}${mark(marks[it.id])}`} x={x} y={y} width={width} height={height} rx="5" />
      <Label x={x + 8} y={y + 17} className="map-name" text={it.id} room={9} />
      <text className="map-note" x={x + width - 8} y={y + 17} textAnchor="end">
        {it.cidr}
      </text>
      <TableGlyph x={x + 8} y={y + 27} />
      <Label
        x={x + 23}
        y={y + 36}
        className="map-small"
        text={[it.table, ...(it.acl === undefined ? [] : [it.acl])].join(' · ')}
        room={18}
      />
      {subnet.chips.map((chip) => (
        <Chip key={`${chip.it.kind}/${chip.it.id}`} chip={chip} state={marks[chip.it.id]} />
      ))}
    </g>
  );
}

function Chip({ chip, state }: { readonly chip: Placed<DrawnChip>; readonly state: Marks[string] | undefined }) {
  const { it, x, y, width, height } = chip;
  return (
    <g data-thing={it.id}>
      <rect
        className={`map-chip map-chip-${it.kind}${stress(it.stress)}${mark(state)}`}
        x={x}
        y={y}
        width={width}
        height={height}
        rx={it.kind === 'host' ? 4 : 12}
      />
      <Label x={x + 10} y={y + 16} className="map-small map-strong" text={it.id} room={19} />
      <Label x={x + 10} y={y + 30} className="map-note" text={it.note} room={20} />
      <Sign state={state} x={x + width} y={y} />
    </g>
  );
}

function Door({ door, marks }: { readonly door: PlacedVpc['doors'][number]; readonly marks: Marks }) {
  const { it, x, y, drops } = door;
  const from = drops.length > 0 ? Math.min(...drops.map((drop) => drop.x)) : x - 40;
  return (
    <g data-thing={it.id}>
      {it.side === 'right' && (
        <path className="map-join" d={`M${from} ${y}H${x}${drops.map((drop) => `M${drop.x} ${y}V${drop.to}`).join('')}`} />
      )}
      {drops.map((drop) => (
        <circle key={drop.x} className="map-joint" cx={drop.x} cy={y} r="2.5" />
      ))}
      <rect
        className={`map-door map-door-${it.kind}${stress(it.stress)}${mark(marks[it.id])}`}
        x={x - 5}
        y={y - 8}
        width="10"
        height="16"
        rx="2"
      />
      <text className="map-small map-strong" x={x - (it.side === 'right' ? 10 : 9)} y={y - 5} textAnchor="end">
        {shortened(it.id, it.side === 'right' ? 24 : 7)}
        <title>{it.id}</title>
      </text>
      <Sign state={marks[it.id]} x={x + 5} y={y - 8} />
    </g>
  );
}

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
    <g>
      <rect className="map-edge" x={box.x} y={box.y} width={box.width} height={box.height} rx="5" />
      <Label x={box.x + 10} y={box.y + 20} className="map-name" text={title} room={13} />
      {lines.map((line, index) => (
        <Label key={line} x={box.x + 10} y={box.y + 38 + index * 20} className="map-small" text={line} room={14} />
      ))}
    </g>
  );
}

function Label({
  x,
  y,
  className,
  text,
  room,
}: {
  readonly x: number;
  readonly y: number;
  readonly className: string;
  readonly text: string;
  readonly room: number;
}) {
  return (
    <text className={className} x={x} y={y}>
      {shortened(text, room)}
      {text.length > room && <title>{text}</title>}
    </text>
  );
}

const TableGlyph = ({ x, y }: { readonly x: number; readonly y: number }) => (
  <path className="map-glyph" d={`M${x} ${y}h10v10h-10zM${x} ${y + 3.5}h10M${x + 4} ${y + 3.5}v6.5`} />
);

/** A cross in a circle on the corner of what dropped the packet. */
function Sign({ state, x, y }: { readonly state: Marks[string] | undefined; readonly x: number; readonly y: number }) {
  if (state !== 'blocked') return null;
  return (
    <g className="map-sign">
      <circle cx={x} cy={y} r="7" />
      <path d={`M${x - 3} ${y - 3}l6 6M${x + 3} ${y - 3}l-6 6`} />
    </g>
  );
}

const stress = (is: boolean) => (is ? ' is-stressed' : '');
const mark = (state: Marks[string] | undefined) => (state === undefined ? '' : ` is-${state}`);
const shortened = (text: string, room: number) => (text.length > room ? `${text.slice(0, Math.max(1, room - 1))}…` : text);
