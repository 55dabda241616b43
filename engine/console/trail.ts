import { formatAddress } from '../ip/address.ts';
import type { JsonObject } from '../json.ts';
import type { ProbeAnswer } from '../probe/answer.ts';
import { principalOf } from '../probe/authorize.ts';
import { describeRefusal } from '../probe/describe-explanation.ts';
import type { Loaded } from '../probe/loaded.ts';
import type { RequestProbe } from '../probe/probe.ts';

/** What a service writes down about one call, with what a person looks for in it. */
export interface TrailEvent {
  readonly who: string;
  readonly from: string;
  /** The endpoint's name, or how it came instead. */
  readonly through: string;
  readonly call: string;
  readonly result: 'allowed' | 'denied';
  /** The layers that denied it, in their order. */
  readonly deniedBy: readonly string[];
  readonly event: JsonObject;
}

/** Calls that a trail records only where it is told to record data events. */
const DATA_EVENTS =
  /^(s3:(Get|Put|Delete|Head)Object|dynamodb:(Get|Put|Delete|Update)Item|dynamodb:(Query|Scan)|sqs:(Send|Receive|Delete)Message|sns:Publish|lambda:Invoke)/;

/**
 * The event of a call, or undefined where nothing reached the service: who does not arrive is in no trail. A refusal at another
 * account's endpoint may be missing from the caller's (facts:E8).
 */
export function trailEvent(loaded: Loaded, probe: RequestProbe, answer: ProbeAnswer, at: string): TrailEvent | undefined {
  if (answer.evaluation === undefined || (answer.outcome !== 'allowed' && answer.outcome !== 'accessDenied')) return undefined;
  const arn = principalOf(loaded.world.principals[probe.principal] ?? { anonymous: true });
  const who = typeof arn === 'string' ? arn : 'anonymous';
  const [service = '', name = ''] = probe.action.split(':');
  const endpoint = endpointOf(loaded, answer);
  const address = sourceOf(loaded, probe, answer, endpoint !== undefined);
  const denied = answer.outcome === 'accessDenied';
  const refusal = answer.evaluation.explanation?.refusal;
  const message = refusal === undefined ? 'Access Denied' : describeRefusal(refusal);
  const event: JsonObject = {
    eventVersion: '1.11',
    userIdentity: identityOf(who),
    eventTime: at,
    eventSource: `${service}.amazonaws.com`,
    eventName: name,
    awsRegion: loaded.world.region,
    sourceIPAddress: address,
    ...(denied ? { errorCode: service === 'ec2' ? 'Client.UnauthorizedOperation' : 'AccessDenied', errorMessage: message } : {}),
    ...(endpoint === undefined ? {} : { vpcEndpointId: endpoint.id, vpcEndpointAccountId: endpoint.account }),
    eventType: 'AwsApiCall',
    eventCategory: DATA_EVENTS.test(probe.action) ? 'Data' : 'Management',
    recipientAccountId: loaded.world.account,
  };
  const blocks = (answer.blocks ?? []).filter((block) => block.explanationCode.startsWith('SIM_AUTHZ_'));
  return {
    who,
    from: address,
    through: endpoint?.name ?? wayOf(probe, answer),
    call: probe.action,
    result: denied ? 'denied' : 'allowed',
    deniedBy: blocks.map(({ kind, logicalId }) => (logicalId === undefined ? kind : `${kind} of ${logicalId}`)),
    event,
  };
}

function identityOf(who: string): JsonObject {
  const [, , , , accountId = ''] = who.split(':');
  if (who === 'anonymous') return { type: 'AWSAccount', principalId: '', accountId: 'anonymous' };
  if (/:assumed-role\//.test(who)) return { type: 'AssumedRole', arn: who, accountId };
  return who.startsWith('arn:') ? { type: 'IAMUser', arn: who, accountId } : { type: 'AWSService', invokedBy: who };
}

function endpointOf({ deployed }: Loaded, { via }: ProbeAnswer) {
  const crossed = via?.findLast((each) => each.kind === 'vpc-endpoint' && each.service !== undefined);
  const id = crossed === undefined ? undefined : (deployed?.stack.idOf(crossed.id) ?? crossed.id);
  const endpoint = id === undefined ? undefined : deployed?.compiled.network.vpcEndpoints.get(id);
  return endpoint === undefined || crossed === undefined
    ? undefined
    : { id: endpoint.origin.id, account: endpoint.account, name: crossed.id };
}

const wayOf = ({ from }: RequestProbe, { via }: ProbeAnswer): string => {
  if (from === undefined || from === null) return 'no network of yours';
  return via?.some((each) => each.kind === 'nat-gateway') === true ? 'the internet, behind a NAT gateway' : 'the internet';
};

/** By an endpoint the service sees the machine's own address (facts:B15), otherwise the public one that it was given on the way. */
function sourceOf({ world, deployed }: Loaded, { from }: RequestProbe, answer: ProbeAnswer, byEndpoint: boolean): string {
  if (from === undefined || from === null || deployed === undefined) return world.consoleIp;
  const { network } = deployed.compiled;
  const sender = network.networkInterfaces.get(answer.forwardPathComponents?.[0]?.id ?? '');
  const own = sender?.addresses[0];
  if (byEndpoint || own === undefined)
    return own === undefined ? ('host' in from ? (world.hosts[from.host]?.ip ?? '') : '') : formatAddress(own);
  const nat = answer.via?.find((each) => each.kind === 'nat-gateway');
  const gateway = nat === undefined ? undefined : network.natGateways.get(deployed.stack.idOf(nat.id) ?? nat.id);
  const seen = network.networkInterfaces.get(gateway?.networkInterface ?? '')?.publicAddress ?? sender?.publicAddress;
  return formatAddress(seen ?? own);
}
