import { infoAt, type Span } from '../../diagnostic.ts';
import { controlPlace } from '../../iam/review/place.ts';
import { asString } from '../../template/tree.ts';
import { derivedId } from '../ids.ts';
import { advise, type Declared, type Draft, type ResourceKind, reject } from '../kind.ts';
import { attachedPolicy } from '../policy.ts';
import { items, spanOf, text } from '../read.ts';
import { organizationOf, targetsIn } from './organization.ts';

/** The types that decide requests; the others are drawn and change no verdict. */
const CONTROL = { SERVICE_CONTROL_POLICY: 'scp', RESOURCE_CONTROL_POLICY: 'rcp' } as const;

/** How many of a type one root, unit or account takes, those of AWS included (ten service control policies since May 2026). */
const MOST_ATTACHED = { scp: 10, rcp: 5 } as const;

/** Those of AWS, which are attached everywhere and cannot be changed or made again. */
const OF_AWS: readonly string[] = ['FullAWSAccess', 'RCPFullAWSAccess'];

const OTHER_TYPES: readonly string[] = [
  'AISERVICES_OPT_OUT_POLICY',
  'BACKUP_POLICY',
  'BEDROCK_POLICY',
  'CHATBOT_POLICY',
  'DECLARATIVE_POLICY_EC2',
  'INSPECTOR_POLICY',
  'NETWORK_SECURITY_DIRECTOR_POLICY',
  'S3_POLICY',
  'SECURITYHUB_POLICY',
  'TAG_POLICY',
  'UPGRADE_ROLLOUT_POLICY',
];

/**
 * A policy of an organization, attached to its root, to units or to accounts (facts:E39).
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-organizations-policy.html
 */
export const organizationsPolicy: ResourceKind = {
  type: 'AWS::Organizations::Policy',
  charge: 'nothing',
  role: 'filter',
  idPrefix: 'p-',
  physicalId: (_properties, { seed }) => derivedId('p-', seed).slice(0, 10),
  properties: {
    Content: 'json!',
    Description: 'text',
    Name: 'text!',
    Tags: 'list',
    TargetIds: 'list',
    Type: 'text!',
  },
  attributes: {
    Arn: () => undefined,
    AwsManaged: () => 'false',
    Id: ({ physicalId }) => physicalId,
  },
  compile,
};

function compile(resource: Declared, draft: Draft): void {
  const type = text(resource, 'Type');
  const kind = controlOf(type);
  if (kind === undefined) {
    if (type !== undefined) setAside(resource, draft, type);
    return;
  }
  const organization = homeOf(resource, draft);
  const policy = attachedPolicy(resource, draft, 'Content', controlPlace(kind));
  refuseName(resource, draft, kind);
  if (organization === undefined || policy === undefined || policy === null) return;
  const { origin, physicalId } = resource;
  const targets = targetsOf(resource, draft, organization, kind);
  const name = text(resource, 'Name') ?? '';
  draft.organizationPolicies.set(physicalId, { origin, name, kind, organization, targets, policy });
}

const controlOf = (type: string | undefined): 'scp' | 'rcp' | undefined =>
  type === 'SERVICE_CONTROL_POLICY' || type === 'RESOURCE_CONTROL_POLICY' ? CONTROL[type] : undefined;

/** A type that decides no request: said so, or refused where AWS has none of that name. */
function setAside(resource: Declared, draft: Draft, type: string): void {
  const span = spanOf(resource, 'Type');
  if (OTHER_TYPES.includes(type))
    draft.diagnostics.push(
      infoAt('POLICY_TYPE_NOT_SIMULATED', `A ${type} is kept on the map and decides no request here.`, span),
    );
  else reject(draft, resource, 'InvalidInputException', `You specified an invalid value: ${type} is no type of policy.`, span);
}

/** The organization of whoever deploys; policies are made by its management account alone where the world says which that is. */
function homeOf(resource: Declared, draft: Draft): string | undefined {
  const { world, account } = draft;
  const home = organizationOf(world, account);
  if (home === undefined) {
    reject(draft, resource, 'AWSOrganizationsNotInUseException', 'Your account is not a member of an organization.');
    return undefined;
  }
  const managers = world.managementAccounts.filter((each) => organizationOf(world, each)?.id === home.id);
  if (managers.length === 0 || managers.includes(account)) return home.id;
  reject(
    draft,
    resource,
    'AccessDeniedException',
    `You don't have permissions to access this resource: policies are made in the management account, and ${account} is not it.`,
  );
  return undefined;
}

/** Names are unique in an organization, and those of AWS's own policies are taken. */
function refuseName(resource: Declared, draft: Draft, kind: 'scp' | 'rcp'): void {
  const name = text(resource, 'Name');
  if (name === undefined) return;
  const taken = [...draft.organizationPolicies.values()].some((each) => each.kind === kind && each.name === name);
  if (taken || OF_AWS.includes(name)) {
    const message = 'A policy with the same name already exists.';
    reject(draft, resource, 'DuplicatePolicyException', message, spanOf(resource, 'Name'));
  }
}

const TARGET = /^(r-[0-9a-z]{4,32}|\d{12}|ou-[0-9a-z]{4,32}-[0-9a-z]{8,32})$/;

/** What it is attached to: what the world knows of this organization; a unit of another one, or of none, is refused. */
function targetsOf(resource: Declared, draft: Draft, organization: string, kind: 'scp' | 'rcp'): readonly string[] {
  const known = targetsIn(draft.world, organization);
  return items(resource, 'TargetIds').flatMap((node) => {
    const target = asString(node);
    if (target === undefined) return [];
    if (!known.has(target)) {
      refuseTarget(resource, draft, target, node.span);
      return [];
    }
    if (draft.world.managementAccounts.includes(target)) {
      const message = `No policy of an organization binds its management account ${target}.`;
      advise(draft, resource, 'POLICY_ON_MANAGEMENT_ACCOUNT', message, node.span);
    }
    const there = attachedTo(draft, target, kind);
    if (there >= MOST_ATTACHED[kind]) {
      const message = `You have attached the maximum number of policies of this type to ${target}: ${MOST_ATTACHED[kind]}.`;
      reject(draft, resource, 'ConstraintViolationException', message, node.span);
    }
    return [target];
  });
}

function refuseTarget(resource: Declared, draft: Draft, target: string, span: Span): void {
  if (TARGET.test(target))
    reject(draft, resource, 'TargetNotFoundException', `You specified a target that doesn't exist: ${target}.`, span);
  else if (resource.needs.some((name) => target.startsWith(`${withoutStack(name)}-`)))
    draft.diagnostics.push(
      infoAt('TARGET_NOT_SIMULATED', 'What this is attached to is not simulated: it binds nobody here.', span),
    );
  else reject(draft, resource, 'InvalidInputException', `You specified an invalid value: ${target}.`, span);
}

/** The name without its stack. */
const withoutStack = (name: string): string => name.slice(name.indexOf('/') + 1);

/** How many policies of the kind are attached to a target already, AWS's own among them. */
function attachedTo({ world, organizationPolicies }: Draft, target: string, kind: 'scp' | 'rcp'): number {
  const entries = kind === 'scp' ? world.serviceControlPolicies : world.resourceControlPolicies;
  const level = entries.flatMap((each) => each.levels).find(({ orgIdentifier }) => orgIdentifier === target);
  // RCPFullAWSAccess is attached always and never listed.
  const before = level === undefined ? 1 : level.policies.length + (kind === 'rcp' ? 1 : 0);
  return before + [...organizationPolicies.values()].filter((each) => each.kind === kind && each.targets.includes(target)).length;
}
