import { defaultNameOf } from '../../catalogue/service-names.ts';
import { serviceOfAction } from '../../catalogue/services.ts';
import type { ProbeAnswer } from '../../probe/answer.ts';
import { describeBlock } from '../../probe/describe.ts';
import { describeRefusal } from '../../probe/describe-explanation.ts';
import { Unanswerable } from '../../probe/loaded.ts';
import { bucketName, bucketOf } from '../../stack/compile.ts';
import { CLOUDSHELL, type Printed, type Shell } from '../shell.ts';
import { type AwsCommand, endpointOf, optionOf, regionOf } from './options.ts';

/** One API call that a command makes. */
export interface ApiCall {
  /** The operation as the service names it, such as `GetObject`. */
  readonly operation: string;
  readonly action: string;
  readonly resource: string;
  /** What follows the host in the address that an error names. */
  readonly path?: string;
}

export type CallOutcome =
  | { readonly kind: 'allowed' }
  | { readonly kind: 'denied'; readonly code: string; readonly message: string; readonly absent?: true }
  | { readonly kind: 'failed'; readonly printed: Printed };

/** A connection attempt of the CLI, in seconds, and how often its standard retry mode makes one. */
const CONNECT_SECONDS = 60;
const ATTEMPTS = 3;

/** Makes the call from where the shell stands, as whom `--profile` or the machine says. */
export function callApi(shell: Shell, command: AwsCommand, call: ApiCall): CallOutcome {
  const principal = optionOf(command, 'profile') ?? shell.call.principal;
  if (optionOf(command, 'profile') !== undefined && shell.loaded.world.principals[principal ?? ''] === undefined)
    return failed(['', `The config profile (${principal}) could not be found`], 255);
  if (principal === undefined)
    return failed(['', 'Unable to locate credentials. You can configure credentials by running "aws configure".'], 253);
  const endpoint = endpointOf(command);
  const { host } = shell.call;
  const answer = shell.ask({
    kind: 'request',
    ...(host === CLOUDSHELL ? {} : { from: { host } }),
    principal,
    action: call.action,
    resource: call.resource,
    explain: true,
    ...(endpoint === undefined ? {} : { endpointName: endpoint }),
  });
  return outcomeOf(shell, command, call, answer);
}

function outcomeOf(shell: Shell, command: AwsCommand, call: ApiCall, answer: ProbeAnswer): CallOutcome {
  if (answer.error !== undefined) throw new Unanswerable(answer.error.code, answer.error.message);
  const url = urlOf(shell, command, call);
  const { outcome = 'allowed' } = answer;
  switch (outcome) {
    case 'nameError':
    case 'connectionRefused':
      return failed(['', `Could not connect to the endpoint URL: "${url}"`], 255);
    case 'timeout':
      return timedOut(command, url);
    case 'accessDenied':
      return notServed(answer) ?? deniedBy(call, answer);
    case 'allowed':
      return absent(shell, call) ?? { kind: 'allowed' };
  }
}

/** What a service answers about a thing of its own that is not there. */
const ABSENT: Readonly<Record<string, { readonly code: string; readonly message: string } | undefined>> = {
  s3: { code: 'NoSuchBucket', message: 'The specified bucket does not exist' },
  dynamodb: { code: 'ResourceNotFoundException', message: 'Requested resource not found' },
  sqs: { code: 'AWS.SimpleQueueService.NonExistentQueue', message: 'The specified queue does not exist.' },
};

/** The answer where policies let the call pass and there is nothing to act on; undefined where there is, or where it acts on no one thing. */
function absent(shell: Shell, { action, resource }: ApiCall): CallOutcome | undefined {
  const { resources } = shell.ground.compiled;
  const bucket = bucketOf(resource);
  const thing = bucket === undefined ? resource : `arn:aws:s3:::${bucket}`;
  const said = ABSENT[action.slice(0, action.indexOf(':'))];
  if (said === undefined || /\*$/.test(thing) || resources.has(thing)) return undefined;
  return { kind: 'denied', absent: true, ...said };
}

const failed = (lines: readonly string[], exitStatus: number): CallOutcome => ({
  kind: 'failed',
  printed: { lines, exitStatus },
});

function timedOut(command: AwsCommand, url: string): CallOutcome {
  const seconds = Number(optionOf(command, 'cli-connect-timeout') ?? CONNECT_SECONDS) || CONNECT_SECONDS;
  const lines = ['', `Connect timeout on endpoint URL: "${url}"`];
  return { kind: 'failed', printed: { lines, exitStatus: 255, waitsSeconds: seconds * ATTEMPTS } };
}

/** The address that the CLI calls, as its errors print it. */
function urlOf(shell: Shell, command: AwsCommand, { action, resource, path = '' }: ApiCall): string {
  const endpoint = optionOf(command, 'endpoint-url')?.replace(/\/$/, '');
  if (endpoint !== undefined) return `${endpoint}/${path}`;
  const bucket = bucketOf(resource);
  const held = bucket === undefined ? undefined : shell.ground.compiled.resources.get(`arn:aws:s3:::${bucket}`);
  if (bucket !== undefined) return `https://${bucketName(bucket, held?.region ?? regionOf(shell, command))}/${path}`;
  const service = serviceOfAction(action);
  const region = resource.split(':')[3] || regionOf(shell, command);
  return `https://${service === undefined ? 'unknown' : defaultNameOf(service, region)}/${path}`;
}

/** The code that a service gives a refusal: those of the older protocols have one of their own. */
const CODES: Readonly<Record<string, string>> = {
  s3: 'AccessDenied',
  sqs: 'AccessDenied',
  sts: 'AccessDenied',
  sns: 'AuthorizationError',
  ec2: 'UnauthorizedOperation',
};

/** What another service, Region or part of S3 says to the call differs by service, and no page has it: it is said that it is an error. */
function notServed({ evaluation, blocks = [] }: ProbeAnswer): undefined {
  const [fault] = blocks;
  if (evaluation === undefined && fault !== undefined) throw new Unanswerable('NOT_SIMULATED', describeBlock(fault).summary);
}

function deniedBy({ action }: ApiCall, answer: ProbeAnswer): CallOutcome {
  const service = action.slice(0, action.indexOf(':'));
  const refusal = answer.evaluation?.explanation?.refusal;
  const reason = refusal === undefined ? 'Access Denied' : describeRefusal(refusal);
  const message = service === 'ec2' ? `You are not authorized to perform this operation. ${reason}` : reason;
  return { kind: 'denied', code: CODES[service] ?? 'AccessDeniedException', message };
}

/** As the CLI prints an error that a service answered. */
export const errorLine = (code: string, operation: string, message: string): string =>
  `An error occurred (${code}) when calling the ${operation} operation: ${message}`;

/** What is printed for a call that was not allowed. */
export function refused(outcome: Exclude<CallOutcome, { kind: 'allowed' }>, operation: string): Printed {
  if (outcome.kind === 'failed') return outcome.printed;
  return { lines: ['', errorLine(outcome.code, operation, outcome.message)], exitStatus: 254 };
}

/** The same refusal where the answer is a head without a body: its status is all there is. */
export const bodyless = (outcome: Extract<CallOutcome, { kind: 'denied' }>): Extract<CallOutcome, { kind: 'denied' }> =>
  outcome.absent === true ? { ...outcome, code: '404', message: 'Not Found' } : { ...outcome, code: '403', message: 'Forbidden' };
