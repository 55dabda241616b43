import { CLOUDSHELL, type PublicLab } from '#engine';
import type { ConsolePlace } from '../../_ui/console/view.ts';

/** The machines that somebody may sit at in this lab, each with the credentials that the checks use there; last the account's own shell. */
export function consolePlaces({ world, checks }: PublicLab): readonly ConsolePlace[] {
  const principals = Object.keys(world.principals).filter((name) => world.principals[name]?.arn !== undefined);
  const [first] = principals;
  const usual = (host: string): string | undefined => {
    for (const { probe } of checks)
      if (
        probe.kind === 'request' &&
        probe.from !== undefined &&
        probe.from !== null &&
        'host' in probe.from &&
        probe.from.host === host
      )
        return principals.includes(probe.principal) ? probe.principal : undefined;
    return first;
  };
  const machines = Object.entries(world.hosts).filter(([, host]) => host.endpoint === undefined);
  const places = [...machines.map(([host]) => ({ host, principal: usual(host) })), { host: CLOUDSHELL, principal: first }];
  return places.map(({ host, principal }) => ({ host, ...(principal === undefined ? {} : { principal }) }));
}
