import { decideRequest } from '../iam/decide.ts';
import type { VpcEndpoint } from '../network/model.ts';
import { nameOf } from '../network/walk.ts';
import type { Draft } from '../resources/kind.ts';
import { admissionOf, isAmong } from '../resources/vpc-endpoint-service-permissions/vpc-endpoint-service-permissions.ts';
import { asJson } from '../stack/draft.ts';
import type { World, WorldPrincipal } from '../world.ts';
import type { Advisory, Evaluation, Rejection } from './answer.ts';
import { principalOf } from './authorize.ts';
import { accountOf } from './context.ts';
import { controlLevels, shownLevels } from './control-policies.ts';
import { Unanswerable } from './loaded.ts';

/** What the policies of a deployment's principal say: refusals, and the evaluation of the first call that they deny, else of the last. */
export interface DeployerVerdict {
  readonly rejections: readonly Rejection[];
  readonly advisories: readonly Advisory[];
  readonly evaluation?: Evaluation;
}

interface Call {
  readonly action: string;
  readonly endpoint: VpcEndpoint;
}

/**
 * Whether the principal `name` may make, change and delete the VPC endpoints of `changed` (all of the configuration where it is undefined):
 * identity policies, boundary, session and service control policies of the EC2 calls, and of `vpce:AllowMultiRegion` where the service is
 * in another Region (facts:A57, C55). Other resources are not judged, and said to be so.
 */
export function judgeDeployer(
  world: World,
  name: string,
  before: Draft | undefined,
  after: Draft,
  changed: readonly string[] | undefined,
): DeployerVerdict {
  const principal = world.principals[name];
  if (principal === undefined) throw new Unanswerable('UNKNOWN_PRINCIPAL', `The world has no principal ${name}.`);
  const account = accountOf(principal);
  const calls = callsOf(before, after, changed).filter(({ endpoint }) => endpoint.account === account);
  const judged = calls.map((call) => ({ call, evaluation: evaluationOf(world, principal, after, call) }));
  const denied = judged.filter(({ evaluation }) => evaluation.evalDecision !== 'allowed');
  const shown = (denied[0] ?? judged.at(-1))?.evaluation;
  const endpoints = new Set(calls.map(({ endpoint }) => nameOf(endpoint.origin)));
  const unjudged = (changed ?? []).filter((each) => !endpoints.has(each));
  return {
    rejections: [
      ...denied.map(({ call, evaluation }) => refusalOf(principal, call, evaluation)),
      ...calls.flatMap((call) => notAdmitted(world, principal, after, call)),
    ],
    advisories:
      unjudged.length === 0
        ? []
        : [
            {
              code: 'NOT_JUDGED',
              message: `Only VPC endpoints of ${account ?? name} are judged here, not ${unjudged.join(', ')}.`,
            },
          ],
    ...(shown === undefined ? {} : { evaluation: shown }),
  };
}

/** Every call that the change takes, in the order of the endpoints. */
function callsOf(before: Draft | undefined, after: Draft, changed: readonly string[] | undefined): readonly Call[] {
  const meant = ({ origin }: VpcEndpoint) => changed?.includes(nameOf(origin)) ?? true;
  const there = before?.vpcEndpoints ?? new Map<string, VpcEndpoint>();
  const made = [...after.vpcEndpoints.values()].filter(meant).flatMap((endpoint): readonly Call[] => {
    const isNew = changed === undefined || !isSame(there.get(endpoint.origin.id), endpoint);
    const remote = isNew && after.vpcs.get(endpoint.vpc)?.region !== endpoint.region;
    const call = { action: isNew ? 'ec2:CreateVpcEndpoint' : 'ec2:ModifyVpcEndpoint', endpoint };
    return remote ? [call, { action: 'vpce:AllowMultiRegion', endpoint }] : [call];
  });
  const gone = [...there.values()].filter(
    (each) => changed !== undefined && meant(each) && !isSame(after.vpcEndpoints.get(each.origin.id), each),
  );
  return [...made, ...gone.map((endpoint) => ({ action: 'ec2:DeleteVpcEndpoints', endpoint }))];
}

/** Whether an endpoint can be changed into another: type, VPC and service stay, or a new one takes the old one's place (facts:A13). */
const isSame = (one: VpcEndpoint | undefined, other: VpcEndpoint): boolean =>
  one !== undefined && one.type === other.type && one.vpc === other.vpc && one.serviceName === other.serviceName;

function evaluationOf(world: World, principal: WorldPrincipal, draft: Draft, { action, endpoint }: Call): Evaluation {
  const account = endpoint.account;
  const boundary = principal.permissionsBoundary;
  const answer = decideRequest(
    asJson({
      id: action,
      request: {
        principal: principalOf(principal),
        action,
        resource: { arn: arnOf(draft, endpoint), accountId: account },
        context: contextOf(world, principal, draft, endpoint),
      },
      identityPolicies: principal.policies ?? [],
      resourcePolicy: null,
      endpointPolicies: [],
      serviceControlPolicies: shownLevels(controlLevels(world, draft.organizationPolicies, 'scp', account)),
      resourceControlPolicies: [],
      permissionBoundaries: boundary === null || boundary === undefined ? null : [boundary].flat(),
      sessionPolicy: principal.sessionPolicy ?? null,
      managementAccounts: world.managementAccounts,
    }),
  );
  if ('error' in answer) throw new Unanswerable(answer.error.code, answer.error.message);
  const { evalDecision, layers, missingContextKeys } = answer.decision;
  return { evalDecision, layers, missingContextKeys };
}

const arnOf = (draft: Draft, { vpc, account, origin }: VpcEndpoint): string =>
  `arn:aws:ec2:${draft.vpcs.get(vpc)?.region ?? draft.region}:${account}:vpc-endpoint/${origin.id}`;

/** The keys of a call from the console's address: which service, whose, and where (facts:C55). */
function contextOf(world: World, principal: WorldPrincipal, draft: Draft, endpoint: VpcEndpoint): Record<string, string> {
  const service = draft.endpointServices.get(endpoint.leadsTo ?? '');
  const owner = service === undefined ? 'amazon' : (world.endpointServices[service.name]?.owner ?? service.account);
  const tags = Object.entries(principal.tags ?? {}).map(([key, value]): [string, string] => [`aws:PrincipalTag/${key}`, value]);
  return {
    ...Object.fromEntries(tags),
    'aws:CurrentTime': world.now,
    'aws:RequestedRegion': draft.vpcs.get(endpoint.vpc)?.region ?? draft.region,
    'aws:SecureTransport': 'true',
    'aws:SourceIp': world.consoleIp,
    'aws:ViaAWSService': 'false',
    'ec2:VpceServiceName': endpoint.serviceName,
    'ec2:VpceServiceOwner': owner,
    'ec2:VpceServiceRegion': endpoint.region,
  };
}

/** A service that lists roles or users of the account does not exist for its others (facts:D4). */
function notAdmitted(world: World, principal: WorldPrincipal, draft: Draft, { action, endpoint }: Call): readonly Rejection[] {
  const service = draft.endpointServices.get(endpoint.leadsTo ?? '');
  if (service === undefined || action !== 'ec2:CreateVpcEndpoint') return [];
  const admission = admissionOf(service, endpoint.account, world);
  if (admission?.kind !== 'principals' || isAmong(admission.principals, principal.arn ?? '')) return [];
  const { span } = endpoint.origin;
  const message = `The Vpc Endpoint Service '${service.name}' does not exist`;
  return [
    {
      logicalId: nameOf(endpoint.origin),
      code: 'InvalidServiceName',
      message,
      unverified: true,
      ...(span === undefined ? {} : { span }),
    },
  ];
}

function refusalOf(principal: WorldPrincipal, { action, endpoint }: Call, evaluation: Evaluation): Rejection {
  const scp = evaluation.layers.some(
    (each) => each.layer === 'scp' && each.decision !== 'allowed' && each.decision !== 'notApplicable',
  );
  const whose = scp ? 'service control policy' : 'identity-based policy';
  const because =
    evaluation.evalDecision === 'explicitDeny'
      ? `with an explicit deny in a ${whose}`
      : `because no ${whose} allows the ${action} action`;
  const { span } = endpoint.origin;
  return {
    logicalId: nameOf(endpoint.origin),
    code: 'UnauthorizedOperation',
    message: `You are not authorized to perform this operation. User: ${principal.arn ?? ''} is not authorized to perform: ${action} ${because}`,
    ...(span === undefined ? {} : { span }),
  };
}
