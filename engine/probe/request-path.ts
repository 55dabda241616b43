import { type Address, formatAddress } from '../ip/address.ts';
import type { VpcEndpoint } from '../network/model.ts';
import { known } from '../network/walk.ts';
import type { Ground } from './loaded.ts';
import type { RequestProbe } from './probe.ts';
import type { Walked } from './reachability.ts';

/** The way on which a request reached the service, as far as its policies can see it. */
export type RequestPath =
  | { readonly kind: 'endpoint'; readonly endpoint: VpcEndpoint; readonly sourceAddress: string }
  | { readonly kind: 'public'; readonly sourceAddress: string; readonly nat: boolean }
  | {
      readonly kind: 'elsewhere';
      readonly endpoint: { readonly id: string; readonly vpc: string; readonly account: string };
      readonly sourceAddress?: string;
    }
  /** A service calls; on somebody's behalf it keeps the public address of the first call (facts:E44). */
  | { readonly kind: 'service'; readonly sourceAddress?: string }
  | { readonly kind: 'console' };

/** The path of a walk that arrived; undefined where it arrived at something that is no AWS service. */
export function requestPathOf(ground: Ground, probe: RequestProbe, walked: Walked): RequestPath | undefined {
  const first = firstCallOf(ground, walked);
  return first === undefined ? undefined : pathAfter(first, probe);
}

/** The path of the call that is judged: with forward access the service makes it on the principal's behalf, and the first call's endpoint is gone (facts:E44). */
export function pathAfter(first: RequestPath, { calledVia }: RequestProbe): RequestPath {
  if ((calledVia ?? []).length === 0) return first;
  return first.kind === 'public' ? { kind: 'service', sourceAddress: first.sourceAddress } : { kind: 'service' };
}

function firstCallOf(ground: Ground, walked: Walked): RequestPath | undefined {
  const { arrival, lastLeg, via } = walked.connection;
  if (arrival === undefined || lastLeg === undefined) return undefined;
  if (arrival.kind === 'gateway-endpoint')
    return { kind: 'endpoint', endpoint: arrival.endpoint, sourceAddress: formatAddress(lastLeg.packet.source) };
  if (arrival.kind === 'interface') {
    const { networkInterface } = arrival;
    if (networkInterface.kind !== 'vpc-endpoint') return undefined;
    const endpoint = known(ground.network.vpcEndpoints, networkInterface.owner);
    return { kind: 'endpoint', endpoint, sourceAddress: formatAddress(lastLeg.packet.source) };
  }
  if (arrival.kind !== 'internet') return undefined;
  const nat = via.some((each) => each.kind === 'nat-gateway');
  return { kind: 'public', sourceAddress: formatAddress(publicSource(walked) ?? lastLeg.packet.source), nat };
}

/** Behind an internet gateway the service sees the sending interface's public IPv4 address; IPv6 is not translated. */
function publicSource({ connection }: Walked): Address | undefined {
  if (typeof connection.lastLeg?.packet.source === 'bigint') return undefined;
  return connection.lastLeg?.from.kind === 'interface' ? connection.lastLeg.from.networkInterface.publicAddress : undefined;
}
