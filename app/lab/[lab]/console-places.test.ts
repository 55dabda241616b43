import { expect, test } from 'vitest';
import { CLOUDSHELL, labsOf, openConfiguration, runConsole, startOf } from '#engine';
import { contentOf } from '../../_server/content.ts';
import { consolePlaces } from './console-places.ts';

const labs = labsOf(contentOf({ root: new URL('../../../content', import.meta.url).pathname }).course);

test.each(labs.map((lab) => [lab.id, lab] as const))(
  '%s: somebody can sit at each machine of the world and at the account',
  (_id, lab) => {
    const places = consolePlaces(lab);
    expect(places.at(-1)?.host).toBe(CLOUDSHELL);
    expect(new Set(places.map((place) => place.host)).size).toBe(places.length);
    for (const { principal } of places) if (principal !== undefined) expect(lab.world.principals[principal]?.arn).toBeDefined();
  },
);

test.each(labs.map((lab) => [lab.id, lab] as const))(
  '%s: each question of its checks can be typed, and is answered as the checks are',
  (_id, lab) => {
    const configuration = openConfiguration({ files: startOf(lab), stacks: lab.stacks, world: lab.world });
    for (const { probe } of lab.checks) {
      if (probe.kind !== 'dns' || typeof probe.name !== 'string' || !('host' in probe.from)) continue;
      const { probes } = runConsole(configuration, { host: probe.from.host, line: `dig ${probe.name} ${probe.type ?? 'A'}` });
      if (configuration.report.rejections.length === 0) expect(probes[0]?.answer.dns).toBeDefined();
    }
  },
);
