import type { Json } from '../../json.ts';
import { asString, at, type Located, toJson } from '../../template/tree.ts';
import type { Account } from '../account.ts';
import { listAt, textAt } from '../gather.ts';

type Document = Record<string, unknown>;

/** `s3api list-buckets` and `get-bucket-policy`. */
export function buckets(account: Account): void {
  for (const item of account.all('Buckets'))
    account.declare('AWS::S3::Bucket', textAt(item.node, 'Name') ?? '', { BucketName: at(item.node, 'Name') }, item);
  for (const item of account.all('BucketPolicy')) {
    const bucket = textAt(item.node, 'Bucket') ?? '';
    account.declare('AWS::S3::Bucket', bucket, { BucketName: bucket }, item);
    const properties = { Bucket: bucket, PolicyDocument: at(item.node, 'Policy') };
    account.declare('AWS::S3::BucketPolicy', `${bucket}/policy`, properties, item);
  }
}

/** `iam get-account-authorization-details`: roles and users with their policies, by name; what the world has under a name stays. */
export function principals(account: Account): void {
  const managed = new Map(
    account.all('Policies').flatMap(({ node }): [string, Document][] => {
      const current = listAt(node, 'PolicyVersionList').find((each) => asString(at(each, 'IsDefaultVersion')) === 'true');
      const document = current === undefined ? undefined : documentOf(at(current, 'Document'));
      return document === undefined ? [] : [[textAt(node, 'Arn') ?? '', document]];
    }),
  );
  for (const [key, name, inline] of PRINCIPALS)
    for (const { node } of account.all(key)) {
      const id = textAt(node, name) ?? '';
      const boundary = managed.get(textAt(node, 'PermissionsBoundary', 'PermissionsBoundaryArn') ?? '');
      const policies = [
        ...listAt(node, inline).flatMap((each): Document[] => some(documentOf(at(each, 'PolicyDocument')))),
        ...listAt(node, 'AttachedManagedPolicies').flatMap((each): Document[] =>
          some(managed.get(textAt(each, 'PolicyArn') ?? '')),
        ),
      ];
      const principal = {
        arn: textAt(node, 'Arn') ?? '',
        policies,
        tags: tagsOf(node),
        ...(boundary === undefined ? {} : { permissionsBoundary: boundary }),
      };
      account.world.principals[id] ??= principal;
    }
}

const PRINCIPALS = [
  ['RoleDetailList', 'RoleName', 'RolePolicyList'],
  ['UserDetailList', 'UserName', 'UserPolicyList'],
] as const;

const some = <T>(value: T | undefined): T[] => (value === undefined ? [] : [value]);

const tagsOf = (node: Located): Record<string, string> =>
  Object.fromEntries(listAt(node, 'Tags').map((each) => [textAt(each, 'Key') ?? '', textAt(each, 'Value') ?? '']));

/** A document is printed as JSON, or as text that is URL-encoded or not. */
function documentOf(node: Located | undefined): Document | undefined {
  if (node === undefined) return undefined;
  const json = node.kind === 'map' ? toJson(node) : parsed(asString(node) ?? '');
  return typeof json === 'object' && json !== null && !Array.isArray(json) ? (json as Document) : undefined;
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text.startsWith('%7B') ? decodeURIComponent(text) : text) as Json;
  } catch {
    return null;
  }
}
