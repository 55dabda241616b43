import { useContext } from 'react';
import type { DrawnChip, DrawnDoor } from './drawing.ts';
import { Glyph } from './glyphs.tsx';
import type { Placed, PlacedSubnet, PlacedVpc } from './layout.ts';
import { fitting, isOutside, type Sizes, WIDE } from './sizes.ts';
import { Label, MapLooks, Sign, Thing } from './thing.tsx';
import { CHIP_WORDS, DOOR_WORDS } from './words.ts';

const stress = (is: boolean) => (is ? ' is-stressed' : '');
const useMark = (id: string): string => {
  const { marks } = useContext(MapLooks);
  const mark = marks[id];
  return mark === undefined ? '' : ` is-${mark}`;
};

/** One VPC: its border and title, its zones as columns, what stands in them, and the openings in the border. */
export function Vpc({ vpc, sizes }: { readonly vpc: PlacedVpc; readonly sizes: Sizes }) {
  const { failedZones } = useContext(MapLooks);
  const { it, x, y, width } = vpc;
  return (
    <g>
      <Thing it={it} label={`VPC ${it.id}, ${it.cidr}`} box={{ x, y, width, height: 32 }}>
        <rect className={`map-vpc${stress(it.stress)}`} x={x} y={y} width={width} height={vpc.height} rx="8" />
        <Glyph name="vpc" x={x + 12} y={y + 10} />
        <Label
          x={x + 30}
          y={y + 20}
          className="map-name"
          text={it.id}
          room={fitting(width - 50 - it.cidr.length * WIDE.note, 'name')}
        />
        <text className="map-note" x={x + width - 12} y={y + 20} textAnchor="end">
          {it.cidr}
        </text>
        <Sign it={it} x={x + width} y={y} />
      </Thing>
      {vpc.zones.map((zone) => (
        <g key={zone.name}>
          <text className="map-zone" x={zone.x + 8} y={zone.y + 14}>
            {failedZones.includes(zone.name) ? `${zone.name} is down` : zone.name}
          </text>
        </g>
      ))}
      {vpc.subnets.map((subnet) => (
        <Subnet key={subnet.it.id} subnet={subnet} />
      ))}
      {vpc.brackets.map(({ id, path }) => (
        <path key={path} className="map-bracket" d={path} data-of={id} />
      ))}
      {vpc.subnets.flatMap((subnet) =>
        subnet.chips.map((chip) => (
          <Chip key={`${subnet.it.id}/${chip.it.kind}/${chip.it.id}`} chip={chip} dense={sizes.dense} />
        )),
      )}
      {vpc.zones
        .filter((zone) => failedZones.includes(zone.name))
        .map((zone) => (
          <rect
            key={zone.name}
            className="map-down"
            x={zone.x - 4}
            y={zone.y}
            width={zone.width + 8}
            height={zone.height + 4}
            rx="6"
          />
        ))}
      {vpc.doors.map((door) => (
        <Door key={door.it.id} door={door} room={fitting(sizes.door, 'small')} />
      ))}
      {vpc.tables.map((table) => (
        <Table key={table.it.id} table={table} />
      ))}
    </g>
  );
}

function Table({ table }: { readonly table: PlacedVpc['tables'][number] }) {
  const { it, x, y, width, height } = table;
  const mark = useMark(it.id);
  return (
    <Thing it={it} label={`Route table ${it.id}, of ${it.subnets.join(', ') || 'no subnet'}`} box={table}>
      <rect className={`map-table${stress(it.stress)}${mark}`} x={x} y={y} width={width} height={height} rx="3" />
      <Glyph name="table" x={x + 7} y={y + 7} />
      <Label x={x + 24} y={y + 17} className="map-small" text={it.id} room={fitting(width - 30, 'small')} />
      <Sign it={it} x={x + width} y={y} />
    </Thing>
  );
}

function Subnet({ subnet }: { readonly subnet: PlacedSubnet }) {
  const { it, x, y, width, height } = subnet;
  const mark = useMark(it.id);
  const tableMark = useMark(it.table);
  const head = { x, y, width, height: 40 };
  return (
    <Thing it={it} label={`Subnet ${it.id}, ${it.cidr}`} box={head}>
      <rect className={`map-subnet${stress(it.stress)}${mark}`} x={x} y={y} width={width} height={height} rx="5" />
      <Label
        x={x + 8}
        y={y + 17}
        className="map-name"
        text={it.id}
        room={fitting(width - 22 - it.cidr.length * WIDE.note, 'name')}
      />
      <text className="map-note" x={x + width - 8} y={y + 17} textAnchor="end">
        {it.cidr}
      </text>
      <Glyph name="table" x={x + 8} y={y + 25} />
      <Label
        x={x + 24}
        y={y + 35}
        className={`map-small${tableMark === '' ? '' : ' map-stops'}`}
        text={it.table}
        room={fitting((it.acl === undefined ? width : width / 2) - 28, 'small')}
      />
      {it.acl !== undefined && (
        <>
          <Glyph name="acl" x={x + width / 2 + 4} y={y + 25} />
          <Label x={x + width / 2 + 20} y={y + 35} className="map-small" text={it.acl} room={fitting(width / 2 - 26, 'small')} />
        </>
      )}
      <Sign it={it} x={x + width} y={y} />
    </Thing>
  );
}

function Chip({ chip, dense }: { readonly chip: Placed<DrawnChip>; readonly dense: boolean }) {
  const { it, x, y, width, height } = chip;
  const mark = useMark(it.id);
  return (
    <Thing it={it} label={`${CHIP_WORDS[it.kind]} ${it.id}${it.note === '' ? '' : `, ${it.note}`}`} box={chip}>
      <rect
        className={`map-chip map-chip-${it.kind}${stress(it.stress)}${mark}`}
        {...{ x, y, width, height, rx: it.kind === 'host' || it.kind === 'instance' ? 4 : Math.min(12, height / 2) }}
      />
      <Glyph name={it.kind} x={x + 9} y={dense ? y + 4 : y + 7} />
      <Label
        x={x + 26}
        y={dense ? y + 14 : y + 17}
        className="map-small map-strong"
        text={it.id}
        room={fitting(width - 34, 'small')}
      />
      {!dense && <Label x={x + 10} y={y + 31} className="map-note" text={it.note} room={fitting(width - 18, 'note')} />}
      <Sign it={it} x={x + width} y={y} />
    </Thing>
  );
}

interface DoorProps {
  readonly door: PlacedVpc['doors'][number];
  /** Characters that fit beside the border. */
  readonly room: number;
}

function Door({ door, room }: DoorProps) {
  const { it, x, y, drops } = door;
  const mark = useMark(it.id);
  const from = drops.length > 0 ? Math.min(...drops.map((drop) => drop.x)) : x - 40;
  return (
    <Thing it={it} label={doorLabel(it)} box={{ x: x - 8, y: y - 8, width: 16, height: 16 }}>
      {(it.kind === 'gateway-endpoint' || it.kind === 'endpoint-service') && (
        <path className="map-join" d={`M${from} ${y}H${x}${drops.map((drop) => `M${drop.x} ${y}V${drop.to}`).join('')}`} />
      )}
      {drops.map((drop) => (
        <circle key={drop.x} className="map-joint" cx={drop.x} cy={y} r="2.5" />
      ))}
      <rect
        className={`map-door map-door-${it.kind}${stress(it.stress)}${mark}`}
        x={x - 8}
        y={y - 9}
        width="16"
        height="18"
        rx="3"
      />
      <Glyph name={it.kind} x={x - 6} y={y - 6} />
      <DoorName door={door} room={room} />
      <Sign it={it} x={x + 8} y={y - 9} />
    </Thing>
  );
}

/** A door's name stands inside the border where there is room for it, and above the line outside where there is not. */
function DoorName({ door, room }: DoorProps) {
  const { it, x, y } = door;
  const inside = it.side === 'right' && !isOutside(it);
  if (inside) return <Label x={x - 12} y={y - 5} className="map-small map-strong" text={it.id} room={24} anchor="end" />;
  return it.side === 'right' ? (
    <Label x={x + 11} y={y - 5} className="map-small map-strong" text={it.id} room={room} />
  ) : (
    <Label x={x - 11} y={y - 5} className="map-small map-strong" text={it.id} room={room} anchor="end" />
  );
}

function doorLabel(door: DrawnDoor): string {
  const known = door.kind === 'gateway-endpoint' ? `, known to ${door.tables.join(', ') || 'no route table'}` : '';
  return `${DOOR_WORDS[door.kind]} ${door.id}, to ${door.to}${known}`;
}
