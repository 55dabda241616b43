import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { openConfiguration, worldSchema } from '#engine';
import { draw } from './draw.ts';
import type { Drawing } from './drawing.ts';
import { withEdits } from './edits.ts';
import { type Box, layoutOf } from './layout.ts';
import { NetworkMap } from './map.tsx';
import { pointOf } from './places.ts';
import { manyVpcs } from './test-estate.ts';

const world = worldSchema.parse({
  hosts: {
    'app-1': { subnet: 'V1S0', ip: '10.1.0.15' },
    laptop: { internet: true, ip: '198.51.100.7' },
    'onprem-1': { onPremises: true, ip: '192.168.1.9', gateway: 'Tgw' },
  },
});
const drawingOf = (text: string): Drawing => {
  const { resources } = openConfiguration({ files: [{ path: 'network.yaml', text }], world });
  return draw(resources, world.hosts, [], world.region);
};
const drawing = drawingOf(manyVpcs(5, 8));
const layout = layoutOf(drawing);
const subnets = layout.vpcs.flatMap((vpc) => vpc.subnets);

const apart = (a: Box, b: Box) => a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
const within = (inner: Box, outer: Box) =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height;
const pairs = <T>(items: readonly T[]) => items.flatMap((a, index) => items.slice(index + 1).map((b) => [a, b] as const));

test('five VPCs and forty subnets are all drawn', () => {
  expect(layout.vpcs).toHaveLength(5);
  expect(subnets).toHaveLength(40);
  expect(layout.transits).toHaveLength(1);
});

test('no box lies over its neighbour, and each lies within what holds it', () => {
  for (const boxes of [
    layout.vpcs,
    subnets,
    subnets.flatMap((subnet) => subnet.chips),
    [...layout.neighbours, ...layout.services],
  ])
    for (const [a, b] of pairs<Box>(boxes)) expect(apart(a, b)).toBe(true);
  for (const vpc of layout.vpcs) for (const box of [...vpc.subnets, ...vpc.tables]) expect(within(box, vpc)).toBe(true);
  for (const subnet of subnets) for (const chip of subnet.chips) expect(within(chip, subnet)).toBe(true);
  const whole = { x: 0, y: 0, width: layout.width, height: layout.height };
  for (const box of [...layout.vpcs, ...layout.transits, ...layout.neighbours, ...layout.services])
    expect(within(box, whole)).toBe(true);
});

test('the order of the text does not move anything', () => {
  const { resources } = openConfiguration({ files: [{ path: 'network.yaml', text: manyVpcs(5, 8) }], world });
  expect(layoutOf(draw(resources.toReversed(), world.hosts, [], world.region))).toEqual(layout);
});

test('a host more moves only what stands in its own VPC or below it', () => {
  const hosts = { ...world.hosts, 'app-2': { subnet: 'V2S0' } };
  const { resources } = openConfiguration({ files: [{ path: 'network.yaml', text: manyVpcs(5, 8) }], world });
  const after = layoutOf(draw(resources, hosts, [], world.region));
  const moved = layout.vpcs.filter((vpc) => {
    const now = after.vpcs.find(({ it }) => it.id === vpc.it.id);
    return now?.x !== vpc.x || now.y !== vpc.y || now.width !== vpc.width;
  });
  expect(moved.map(({ it }) => it.id)).toEqual(['V4']);
});

test('each thing that is drawn has a point at which a step can be marked', () => {
  const things = [
    ...layout.vpcs.flatMap((vpc) => [vpc.it.id, ...vpc.tables.map(({ it }) => it.id), ...vpc.doors.map(({ it }) => it.id)]),
    ...subnets.flatMap((subnet) => [subnet.it.id, ...subnet.chips.map(({ it }) => it.id)]),
    ...layout.neighbours.flatMap(({ it }) => [it.id, ...it.hosts]),
    ...layout.services.map(({ it }) => it.id),
  ];
  for (const thing of things) expect(pointOf(layout, { thing }), thing).toBeDefined();
  for (const { it } of subnets)
    for (const tag of ['table', 'acl'] as const) expect(pointOf(layout, { thing: it.id, tag })).toBeDefined();
  expect(pointOf(layout, { thing: 'nowhere' })).toBeUndefined();
});

test('names of usual length are drawn whole, and of names that are too long the end is kept', () => {
  const named = (name: string) => {
    const text = manyVpcs(3, 4).replaceAll(/\bV1S0\b/g, name);
    const { resources } = openConfiguration({ files: [{ path: 'network.yaml', text }], world });
    const hosts = { [`${name}-host`]: { subnet: name, ip: '10.110.10.115', securityGroups: ['SgGuestsOfAll'] } };
    const shown = draw(resources, worldSchema.parse({ hosts }).hosts, [], 'us-east-1');
    return renderToStaticMarkup(createElement(NetworkMap, { drawing: shown, title: 'A network' }));
  };
  expect(named('ApplicationA')).not.toContain('…');
  const [one, other] = ['One', 'Two'].map((end) => named(`ApplicationsOfEveryDepartment${end}`));
  expect(one).toMatch(/Appl[A-Za-z]*…[A-Za-z]*One</);
  expect(other).toMatch(/Appl[A-Za-z]*…[A-Za-z]*Two</);
});

test('an edit is marked at each thing that it added, changed or took away, and what is gone keeps its place', () => {
  const before = drawingOf(manyVpcs(2, 2));
  const text = manyVpcs(2, 2)
    .replace('CidrBlock: 10.1.1.0/24', 'CidrBlock: 10.1.77.0/24')
    .replace(
      /^ {2}V2S1:.*\n/m,
      '  V2S9: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref V2, CidrBlock: 10.2.99.0/24, AvailabilityZone: us-east-1b } }\n',
    );
  const after = withEdits(before, drawingOf(text));
  const edits = new Map(after.edits.map(({ id, edit }) => [id, edit]));
  expect(edits.get('V1S1')).toBe('changed');
  expect(edits.get('V2S9')).toBe('added');
  expect(edits.get('V2S1')).toBe('removed');
  const [old, now] = [layoutOf(before), layoutOf(after)].map((each) =>
    each.vpcs.flatMap((vpc) => vpc.subnets).find(({ it }) => it.id === 'V2S1'),
  );
  expect([now?.x, now?.y]).toEqual([old?.x, old?.y]);
});

test('a network that did not change is not marked', () => {
  expect(withEdits(drawing, drawing)).toEqual(drawing);
});
