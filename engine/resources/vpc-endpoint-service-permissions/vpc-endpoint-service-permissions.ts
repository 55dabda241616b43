import type { EndpointService } from '../../network/model-provider.ts';
import { asString } from '../../template/tree.ts';
import type { World } from '../../world.ts';
import { advise, type Declared, type Draft, type ResourceKind, reject } from '../kind.ts';
import { items, spanOf, text, texts } from '../read.ts';

/** Who may make endpoints to a service (facts:D4, D5). */
export const vpcEndpointServicePermissions: ResourceKind = {
  type: 'AWS::EC2::VPCEndpointServicePermissions',
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

/**
 * Whether somebody of `account` may make an endpoint: the owner may, and whom the list names. A role or user of the account counts, since
 * who deploys is not known here.
 */
export function admits(service: EndpointService, account: string, world: World): boolean {
  if (service.account === account) return true;
  return service.allowedPrincipals.some((each) => each === '*' || each.split(':')[4] === account || holds(each, account, world));
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
