import type { Probe } from '#engine';

/** The question that a probe asks, as a sentence would: "`app-b` calls `s3:GetObject` on `claims-data/x` as `AppRole`". */
export function probeWords(probe: Probe): string {
  return `${askedWords(probe)}${faultWords(probe)}`;
}

function askedWords(probe: Probe): string {
  switch (probe.kind) {
    case 'request': {
      const from = probe.from === undefined || probe.from === null ? '' : `\`${placeWords(probe.from)}\` calls `;
      const name =
        probe.endpointName === undefined || probe.endpointName === null
          ? ''
          : ` by the name \`${placeWords(probe.endpointName)}\``;
      return `${from}\`${probe.action}\` on \`${resourceWords(probe.resource)}\` as \`${probe.principal}\`${name}`;
    }
    case 'reachability':
      return `\`${placeWords(probe.from)}\` sends to \`${placeWords(probe.to)}\`${probe.destinationPort === undefined ? '' : `, port ${probe.destinationPort}`}`;
    case 'dns':
      return `\`${placeWords(probe.from)}\` asks for the name \`${placeWords(probe.name)}\``;
    case 'cost':
      return 'What the endpoints cost';
    case 'deployment':
      return 'Whether AWS accepts this';
  }
}

function faultWords(probe: Probe): string {
  const zones = (probe.faults ?? []).map((fault) => fault.availabilityZone);
  return zones.length === 0 ? '' : `, while ${zones.join(' and ')} is down`;
}

function placeWords(place: string | object): string {
  if (typeof place === 'string') return place;
  const values = Object.values(place).filter((value) => typeof value === 'string');
  return values.join(' in ');
}

/** The part of an ARN that a person would say. */
const resourceWords = (arn: string): string => arn.split(':').slice(5).join(':') || arn;

/** The host that a probe starts from, where it starts from one. */
export const hostOf = (probe: Probe): string | undefined =>
  'from' in probe && typeof probe.from === 'object' && probe.from !== null && 'host' in probe.from ? probe.from.host : undefined;
