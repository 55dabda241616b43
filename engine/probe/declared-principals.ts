import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import type { World } from '../world.ts';
import type { Configuration, ConfigurationResource } from './configuration.ts';
import type { Loaded } from './loaded.ts';

/** Where a role or a user keeps what it is called and what it may do. */
interface HolderWords {
  readonly kind: 'role' | 'user';
  readonly name: string;
  readonly inline: string;
  readonly document: string;
  readonly managed: string;
  readonly boundary: string;
}

const inTemplate = (kind: 'role' | 'user', name: string): HolderWords => ({
  ...{ kind, name, inline: 'Policies', document: 'PolicyDocument' },
  ...{ managed: 'ManagedPolicyArns', boundary: 'PermissionsBoundary' },
});
const inTerraform = (kind: 'role' | 'user'): HolderWords => ({
  ...{ kind, name: 'name', inline: 'inline_policy', document: 'policy' },
  ...{ managed: 'managed_policy_arns', boundary: 'permissions_boundary' },
});

const HOLDERS: Readonly<Record<string, HolderWords>> = {
  'AWS::IAM::Role': inTemplate('role', 'RoleName'),
  'AWS::IAM::User': inTemplate('user', 'UserName'),
  aws_iam_role: inTerraform('role'),
  aws_iam_user: inTerraform('user'),
};

/** Resources that hold a document, and the properties that say whose it is. */
const DOCUMENTS: Readonly<Record<string, { readonly document: string; readonly to: readonly string[] }>> = {
  'AWS::IAM::ManagedPolicy': { document: 'PolicyDocument', to: ['Roles', 'Users'] },
  'AWS::IAM::Policy': { document: 'PolicyDocument', to: ['Roles', 'Users'] },
  'AWS::IAM::RolePolicy': { document: 'PolicyDocument', to: ['RoleName'] },
  'AWS::IAM::UserPolicy': { document: 'PolicyDocument', to: ['UserName'] },
  aws_iam_policy: { document: 'policy', to: [] },
  aws_iam_role_policy: { document: 'policy', to: ['role'] },
  aws_iam_user_policy: { document: 'policy', to: ['user'] },
};

const ATTACHMENTS: Readonly<Record<string, readonly string[]>> = {
  aws_iam_policy_attachment: ['roles', 'users'],
  aws_iam_role_policy_attachment: ['role'],
  aws_iam_user_policy_attachment: ['user'],
};

/** The one policy of AWS's own whose document is known here. */
const ADMINISTRATOR = 'arn:aws:iam::aws:policy/AdministratorAccess';
const EVERYTHING = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };

/** The roles and users that a configuration declares, with the policies that decide what they may do. */
export interface DeclaredPrincipals {
  /** As a world has them, by their names in the configuration. */
  readonly principals: World['principals'];
  /** ARNs of policies that somebody has and whose documents are not here: what they allow is not known. */
  readonly unknown: readonly string[];
}

/** The principals that IAM's resources in a template or in Terraform make. What an account describes has its own (`principalsOf`). */
export function declaredPrincipals({ resources }: Configuration): DeclaredPrincipals {
  const unknown = new Set<string>();
  const managed = new Map<string, JsonObject>([[ADMINISTRATOR, EVERYTHING]]);
  for (const each of resources) {
    const document = documentIn(propertiesOf(each)[DOCUMENTS[each.type]?.document ?? '']);
    if (document !== undefined) for (const name of namesFor(each)) managed.set(name, document);
  }
  const known = (arns: readonly string[]): readonly JsonObject[] =>
    arns.flatMap((arn) => {
      const document = managed.get(arn);
      if (document === undefined) unknown.add(arn);
      return document === undefined ? [] : [document];
    });
  const principals = resources.flatMap((holder) => {
    const words = HOLDERS[holder.type];
    if (words === undefined) return [];
    const properties = propertiesOf(holder);
    const own = new Set([holder.physicalId, holder.logicalId, ...textsIn(properties[words.name])]);
    const policies = [
      ...inlineOf(properties, words),
      ...known(textsIn(properties[words.managed])),
      ...attachedTo(own, resources, known),
    ];
    const boundary = known(textsIn(properties[words.boundary]));
    const principal = {
      arn: arnOf(holder, words),
      policies,
      ...(boundary.length === 0 ? {} : { permissionsBoundary: [...boundary] }),
    };
    return [[holder.logicalId, principal] as const];
  });
  return { principals: Object.fromEntries(principals), unknown: [...unknown] };
}

/** Everybody who may be asked about: those of the world, also of an account that was described. */
export const principalsOf = (configuration: Configuration): World['principals'] => (configuration as Loaded).world.principals;

const propertiesOf = ({ properties }: ConfigurationResource): JsonObject => (isJsonObject(properties) ? properties : {});

/** How other resources may call a policy: its id, or the ARN that its name makes. */
function namesFor(each: ConfigurationResource): readonly string[] {
  const { ManagedPolicyName, name } = propertiesOf(each);
  const named = [...textsIn(ManagedPolicyName), ...textsIn(name)].map((one) => `arn:aws:iam::${accountOf(each)}:policy/${one}`);
  return [each.physicalId, `arn:aws:iam::${accountOf(each)}:policy/${each.physicalId}`, ...named];
}

const accountOf = ({ place = '' }: ConfigurationResource): string => place.split('/')[0] ?? '';

function arnOf(holder: ConfigurationResource, { kind, name }: HolderWords): string {
  const [own = holder.logicalId.split('.').at(-1) ?? ''] = textsIn(propertiesOf(holder)[name]);
  return `arn:aws:iam::${accountOf(holder)}:${kind}/${own}`;
}

const inlineOf = (properties: JsonObject, { inline, document }: HolderWords): readonly JsonObject[] =>
  listOf(properties[inline]).flatMap((each) => {
    const found = isJsonObject(each) ? documentIn(each[document]) : undefined;
    return found === undefined ? [] : [found];
  });

/** Policies that other resources give to whoever goes by one of `own`. */
function attachedTo(
  own: ReadonlySet<string>,
  resources: readonly ConfigurationResource[],
  known: (arns: readonly string[]) => readonly JsonObject[],
): readonly JsonObject[] {
  return resources.flatMap((each) => {
    const properties = propertiesOf(each);
    const isMine = (names: readonly string[]) => names.some((name) => textsIn(properties[name]).some((one) => own.has(one)));
    const words = DOCUMENTS[each.type];
    const document = words === undefined ? undefined : documentIn(properties[words.document]);
    if (words !== undefined) return document !== undefined && isMine(words.to) ? [document] : [];
    return isMine(ATTACHMENTS[each.type] ?? []) ? known(textsIn(properties.policy_arn)) : [];
  });
}

const listOf = (value: Json | undefined): readonly Json[] =>
  Array.isArray(value) ? (value as readonly Json[]) : value === undefined || value === null ? [] : [value];

const textsIn = (value: Json | undefined): readonly string[] =>
  listOf(value).filter((each): each is string => typeof each === 'string');

/** A document as it is, or as the text that Terraform makes of it. */
function documentIn(value: Json | undefined): JsonObject | undefined {
  if (typeof value !== 'string') return value !== undefined && isJsonObject(value) ? value : undefined;
  try {
    const read = JSON.parse(value) as Json;
    return isJsonObject(read) ? read : undefined;
  } catch {
    return undefined;
  }
}
