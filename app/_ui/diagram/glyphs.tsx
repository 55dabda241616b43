import type { DrawnChip, DrawnDoor } from './drawing.ts';

type GlyphName = DrawnChip['kind'] | DrawnDoor['kind'] | 'table' | 'acl' | 'internet' | 'on-premises' | 'service' | 'vpc';

/** One line style for all: 12 by 12, drawn and never filled, so that a shape is known by its outline alone. */
const PATHS: Readonly<Record<GlyphName, string>> = {
  host: 'M1 2h10v7H1zM4 11h4M6 9v2',
  instance: 'M1 2h10v7H1zM4 11h4M6 9v2',
  'interface-endpoint': 'M1 3v6h5V3zM6 6h5M9 4l2 2-2 2',
  'gateway-endpoint': 'M2 1v10M2 6h8M7 3l3 3-3 3',
  'endpoint-service': 'M10 1v10M10 6H2M5 3L2 6l3 3',
  'load-balancer': 'M1 6h3M4 6l6-4M4 6h6M4 6l6 4',
  'resolver-endpoint': 'M6 1a5 5 0 1 0 0 10a5 5 0 1 0 0-10M4.5 5c0-2 3-2 3 0c0 1.200-1.500 1.200-1.500 2.200M6 9v.2',
  'nat-gateway': 'M1 4h8M7 2l2 2-2 2M11 8H3M5 6L3 8l2 2',
  'network-interface': 'M2 2h8v8H2zM4 10V7M6 10V7M8 10V7',
  'internet-gateway': 'M6 1a5 5 0 1 0 0 10a5 5 0 1 0 0-10M1 6h10M6 1c-3 3-3 7 0 10M6 1c3 3 3 7 0 10',
  'egress-only-internet-gateway': 'M1 6h9M7 3l3 3-3 3M1 2v8',
  'vpn-gateway': 'M3 5V4a3 3 0 0 1 6 0v1M2 5h8v6H2z',
  'peering-connection': 'M1 4h3a2 2 0 0 1 0 4H1zM11 4H8a2 2 0 0 0 0 4h3zM4 6h4',
  'transit-gateway': 'M6 1v10M1 3l5 3l5-3M1 9l5-3l5 3',
  table: 'M1 1h10v10H1zM1 4.500h10M5 4.500v6.500',
  acl: 'M1 1h10v10H1zM3.500 4h5M3.500 6h5M3.500 8h3',
  internet: 'M6 1a5 5 0 1 0 0 10a5 5 0 1 0 0-10M1 6h10M6 1c-3 3-3 7 0 10M6 1c3 3 3 7 0 10',
  'on-premises': 'M2 11V2h5v9M7 5h3v6M1 11h10M4 4h1M4 6h1M4 8h1',
  service: 'M2 3.500l4-2l4 2v5l-4 2l-4-2zM2 3.500l4 2l4-2M6 5.500v5',
  vpc: 'M2 8.500a2.500 2.500 0 0 1 .5-5a3.500 3.500 0 0 1 6.500 1a2 2 0 0 1 .5 4z',
};

/** A drawn sign of an AWS thing. */
export const Glyph = ({ name, x, y }: { readonly name: GlyphName; readonly x: number; readonly y: number }) => (
  <path className="map-glyph" d={PATHS[name]} transform={`translate(${x} ${y})`} />
);
