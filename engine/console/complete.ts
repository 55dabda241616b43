import { defaultNameOf } from '../catalogue/service-names.ts';
import { serviceNamed } from '../catalogue/services.ts';
import { endpointNameOf } from '../network/public-names.ts';
import type { Configuration } from '../probe/configuration.ts';
import type { Loaded } from '../probe/loaded.ts';
import { bucketOf } from '../stack/compile.ts';
import { EC2_OPERATIONS } from './aws/ec2.ts';
import { OPERATIONS } from './aws/operations.ts';
import { PROGRAMS } from './console.ts';

/** Words that may stand where `line` ends, each whole, in the order of the alphabet; at most `most`. */
export function completeConsole(configuration: Configuration, line: string, most = 20): readonly string[] {
  const words = line.trimStart().split(/\s+/);
  const last = words.at(-1) ?? '';
  const before = words.slice(0, -1);
  return [...new Set(candidates(configuration as Loaded, before, last))]
    .filter((each) => each.startsWith(last) && each !== last)
    .toSorted()
    .slice(0, most);
}

function candidates(loaded: Loaded, before: readonly string[], last: string): readonly string[] {
  const [program, service, operation] = before;
  if (program === undefined) return [...Object.keys(PROGRAMS), 'help'];
  if (program === 'aws') return awsWords(loaded, service, operation, before.at(-1) ?? '', last);
  if (last.startsWith('-')) return FLAGS[program] ?? [];
  const names = namesOf(loaded);
  return program === 'curl' ? names.map((name) => `https://${name}/`) : names;
}

const FLAGS: Readonly<Record<string, readonly string[]>> = {
  curl: ['-v', '--connect-timeout'],
  nc: ['-zv', '-w'],
  traceroute: ['-T', '-p'],
};

function awsWords(
  loaded: Loaded,
  service: string | undefined,
  operation: string | undefined,
  previous: string,
  last: string,
): readonly string[] {
  if (service === undefined) return ['s3', 'ec2', 'sts', ...Object.keys(OPERATIONS)];
  if (operation === undefined) {
    if (service === 's3') return ['ls', 'cp', 'rm'];
    if (service === 'sts') return ['get-caller-identity'];
    return Object.keys(service === 'ec2' ? EC2_OPERATIONS : (OPERATIONS[service] ?? {}));
  }
  if (last.startsWith('--'))
    return [
      ...(OPERATIONS[service]?.[operation]?.needs.map((name) => `--${name}`) ?? []),
      '--profile',
      '--region',
      '--endpoint-url',
    ];
  if (previous === '--profile') return Object.keys(loaded.world.principals);
  return resourceWords(loaded, service, previous);
}

/** Names of the world's and the configuration's resources in the form that the option takes. */
function resourceWords(loaded: Loaded, service: string, previous: string): readonly string[] {
  const arns = [...(loaded.deployed?.compiled.resources.keys() ?? [])];
  const buckets = [...new Set(arns.flatMap((arn) => bucketOf(arn) ?? []))];
  if (service === 's3') return buckets.map((bucket) => `s3://${bucket}/`);
  if (previous === '--bucket') return buckets;
  if (previous === '--table-name')
    return arns.flatMap((arn) => /^arn:aws:dynamodb:[^:]*:\d*:table\/([^/]+)$/.exec(arn)?.[1] ?? []);
  if (previous === '--queue-url')
    return arns.flatMap((arn) => {
      const [, , , region, account, name] = arn.startsWith('arn:aws:sqs:') ? arn.split(':') : [];
      return name === undefined ? [] : [`https://sqs.${region}.amazonaws.com/${account}/${name}`];
    });
  return [];
}

/** Every name that a learner may want to look up here: buckets, services of endpoints, endpoints' own names, names outside. */
function namesOf(loaded: Loaded): readonly string[] {
  const { deployed, world } = loaded;
  if (deployed === undefined) return [];
  const { network } = deployed.compiled;
  const endpoints = [...network.vpcEndpoints.values()];
  const services = endpoints.flatMap((each) => {
    const entry = serviceNamed(each.service);
    return entry === undefined ? [] : [defaultNameOf(entry, each.region)];
  });
  const own = endpoints.flatMap((each) => endpointNameOf(each, undefined)?.replace(/^\*\./, 'bucket.') ?? []);
  return [...network.serviceNames.keys(), ...network.internetNames.keys(), ...services, ...own, ...Object.keys(world.internet)];
}
