import type { EndpointService } from '../../network/model-provider.ts';
import { asString } from '../../template/tree.ts';
import type { World } from '../../world.ts';
import { advise, type Declared, type Draft, type ResourceKind, reject } from '../kind.ts';
import { items, spanOf, text, texts } from '../read.ts';

/** Who may make endpoints to a service (facts:D4, D5). */
export const vpcEndpointServicePermissions: ResourceKind = {
  type: 'AWS::EC2::VPCEndpointServicePermissions',
  charge: 'nothing',
  role: 'glue',
  idPrefix: 'vpce-svc-perm-',
  properties: { AllowedPrincipals: 'list', ServiceId: 'text!' },
  attributes: {},
  compile,
};

/** The service with this id in the draft; an id that is not there is refused. */
export function serviceWith(resource: Declared, draft: Draft): EndpointService | undefined {
  const id = text(resource, 'ServiceId');
  if (id === undefined) return undefined;
  const found = [...draft.endpointServices.values()].find((each) => each.origin.id === id && each.account === draft.account);
  const message = `The VpcEndpointService Id '${id}' does not exist`;
  if (found === undefined)
    reject(draft, resource, 'InvalidVpcEndpointServiceId.NotFound', message, spanOf(resource, 'ServiceId'));
  return found;
}

function compile(resource: Declared, draft: Draft): void {
  const service = serviceWith(resource, draft);
  if (service === undefined) return;
  for (const node of items(resource, 'AllowedPrincipals')) {
    const principal = asString(node);
    if (principal === undefined || isPrincipal(principal)) continue;
    reject(draft, resource, 'InvalidPrincipal', `Invalid Principal: '${principal}'`, node.span);
  }
  const allowedPrincipals = [...service.allowedPrincipals, ...texts(resource, 'AllowedPrincipals').filter(isPrincipal)];
  draft.endpointServices.set(service.name, { ...service, allowedPrincipals });
  if (allowedPrincipals.includes('*') && !service.acceptanceRequired) {
    const message = `Every AWS account may connect to ${service.label} without being asked: this is a public service.`;
    advise(draft, resource, 'PUBLIC_ENDPOINT_SERVICE', message, spanOf(resource, 'AllowedPrincipals'));
  }
}

/** Everybody, an account, a role or a user without a path, an organizational unit, a service (facts:D4). Sessions are refused. */
const isPrincipal = (text: string): boolean =>
  text === '*' ||
  /^arn:aws[a-z-]*:iam::\d{12}:(root|(role|user)\/[\w+=,.@-]+)$/.test(text) ||
  /^arn:aws[a-z-]*:organizations::\d{12}:(ou|organization)\/o-/.test(text) ||
  /^[a-z0-9.-]+\.amazonaws\.com$/.test(text);

/** How a service's list admits an account: everybody in it, or some of its roles and users alone. */
export type Admission = { readonly kind: 'account' } | { readonly kind: 'principals'; readonly principals: readonly string[] };

/** How `account` is admitted to make endpoints; undefined where nobody of it is. The owner may, and whom the list names (facts:D4). */
export function admissionOf(service: EndpointService, account: string, world: World): Admission | undefined {
  const { allowedPrincipals } = service;
  if (service.account === account) return { kind: 'account' };
  if (allowedPrincipals.some((each) => each === '*' || isRoot(each, account) || holds(each, account, world)))
    return { kind: 'account' };
  const principals = allowedPrincipals.filter((each) => each.split(':')[4] === account);
  return principals.length === 0 ? undefined : { kind: 'principals', principals };
}

const isRoot = (arn: string, account: string): boolean => arn.split(':')[4] === account && arn.endsWith(':root');

/** Whether `caller`, a role's or a user's ARN or that of a role's session, is one of those that a list names. */
export function isAmong(principals: readonly string[], caller: string): boolean {
  const session = /^arn:(aws[a-z-]*):sts::(\d{12}):assumed-role\/([^/]+)\//.exec(caller);
  return principals.includes(session === null ? caller : `arn:${session[1]}:iam::${session[2]}:role/${session[3]}`);
}

/** Whether an organization's or unit's ARN covers the account, as the world has its organizations. */
function holds(arn: string, account: string, { organizations }: World): boolean {
  const place = /^arn:aws[a-z-]*:organizations::\d{12}:(?:ou|organization)\/(o-[a-z0-9]+)(?:\/(ou-[a-z0-9-]+))?$/.exec(arn);
  if (place === null) return false;
  const [, organization = '', unit] = place;
  return Object.entries(organizations).some(([key, value]) =>
    Array.isArray(value)
      ? unit === undefined && key === organization && value.includes(account)
      : key === account && value.startsWith(`${organization}/`) && (unit === undefined || value.includes(`/${unit}/`)),
  );
}
