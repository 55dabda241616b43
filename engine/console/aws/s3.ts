import type { Printed, Shell } from '../shell.ts';
import { type ApiCall, bodyless, type CallOutcome, callApi, errorLine, refused } from './call.ts';
import type { AwsCommand } from './options.ts';

/** The commands of `aws s3`, each a few calls of the API in the words of the tool. */
export function s3(shell: Shell, command: AwsCommand): Printed | undefined {
  switch (command.operation) {
    case 'ls':
      return list(shell, command);
    case 'cp':
      return copy(shell, command);
    case 'rm':
      return remove(shell, command);
  }
  return undefined;
}

interface Place {
  readonly bucket: string;
  readonly key: string;
}

function placeOf(text: string | undefined): Place | undefined {
  const [, bucket, key = ''] = /^s3:\/\/([^/]+)\/?(.*)$/.exec(text ?? '') ?? [];
  return bucket === undefined ? undefined : { bucket, key };
}

const bucketArn = ({ bucket }: Place): string => `arn:aws:s3:::${bucket}`;
const objectArn = ({ bucket, key }: Place): string => `arn:aws:s3:::${bucket}/${key}`;

const NO_OBJECTS = 'The call went through. Which objects a bucket holds is not simulated, so there is nothing to list.';

function list(shell: Shell, command: AwsCommand): Printed {
  const place = placeOf(command.rest[0]);
  const call: ApiCall =
    place === undefined
      ? { operation: 'ListBuckets', action: 's3:ListAllMyBuckets', resource: '*' }
      : {
          ...{ operation: 'ListObjectsV2', action: 's3:ListBucket', resource: bucketArn(place) },
          path: `?list-type=2&prefix=${encodeURIComponent(place.key)}&delimiter=%2F&encoding-type=url`,
        };
  const outcome = callApi(shell, command, call);
  if (outcome.kind !== 'allowed') return refused(outcome, call.operation);
  if (place !== undefined) return { lines: [], exitStatus: 0, notes: [NO_OBJECTS] };
  const own = [...shell.ground.compiled.resources.values()].filter(
    ({ arn, account }) => /:s3:::[^/]+$/.test(arn) && account === shell.account,
  );
  return { lines: own.map(({ arn }) => `2026-01-01 00:00:00 ${arn.slice(arn.lastIndexOf(':') + 1)}`), exitStatus: 0 };
}

function copy(shell: Shell, command: AwsCommand): Printed {
  const [from, to] = command.rest;
  const [source, target] = [placeOf(from), placeOf(to)];
  if (from === undefined || to === undefined || (source === undefined && target === undefined))
    return {
      lines: [
        '',
        'usage: aws s3 cp <LocalPath> <S3Uri> or <S3Uri> <LocalPath> or <S3Uri> <S3Uri>',
        'Error: Invalid argument type',
      ],
      exitStatus: 252,
    };
  return target === undefined && source !== undefined
    ? download(shell, command, source, to)
    : upload(shell, command, from, source, target ?? { bucket: '', key: '' });
}

const fileOf = (path: string): string => path.split('/').at(-1) ?? path;

/** The tool asks for the object's head first; a head has no body, so all that a refusal can say is 403. */
function download(shell: Shell, command: AwsCommand, place: Place, to: string): Printed {
  const head = { operation: 'HeadObject', action: 's3:GetObject', resource: objectArn(place), path: place.key };
  const outcome = callApi(shell, command, head);
  const local = to === '.' || to.endsWith('/') ? `${to === '.' ? './' : to}${fileOf(place.key)}` : to;
  if (outcome.kind === 'allowed') return { lines: [`download: s3://${place.bucket}/${place.key} to ${local}`], exitStatus: 0 };
  if (outcome.kind === 'failed') return fatal(outcome);
  return {
    lines: [headLine(outcome)],
    exitStatus: 1,
    notes: ['`aws s3 cp` asks for the head first, whose answer carries no reason. `aws s3api get-object` prints the reason.'],
  };
}

function upload(shell: Shell, command: AwsCommand, from: string, source: Place | undefined, to: Place): Printed {
  if (source !== undefined) {
    const head = callApi(shell, command, {
      operation: 'HeadObject',
      action: 's3:GetObject',
      resource: objectArn(source),
      path: source.key,
    });
    if (head.kind === 'failed') return fatal(head);
    if (head.kind === 'denied') return { lines: [headLine(head)], exitStatus: 1 };
  }
  const key = to.key === '' || to.key.endsWith('/') ? `${to.key}${fileOf(from)}` : to.key;
  const target = { bucket: to.bucket, key };
  const outcome = callApi(shell, command, {
    operation: 'PutObject',
    action: 's3:PutObject',
    resource: objectArn(target),
    path: key,
  });
  const [verb, shown] = source === undefined ? ['upload', from.startsWith('.') ? from : `./${from}`] : ['copy', from];
  const way = `${shown} to s3://${target.bucket}/${key}`;
  if (outcome.kind === 'allowed') return { lines: [`${verb}: ${way}`], exitStatus: 0 };
  const why = outcome.kind === 'denied' ? errorLine(outcome.code, 'PutObject', outcome.message) : reasonOf(outcome);
  return { ...waits(outcome), lines: [`${verb} failed: ${way} ${why}`], exitStatus: 1 };
}

function remove(shell: Shell, command: AwsCommand): Printed {
  const place = placeOf(command.rest[0]);
  if (place === undefined || place.key === '')
    return { lines: ['', 'usage: aws s3 rm <S3Uri>', 'Error: Invalid argument type'], exitStatus: 252 };
  const outcome = callApi(shell, command, {
    operation: 'DeleteObject',
    action: 's3:DeleteObject',
    resource: objectArn(place),
    path: place.key,
  });
  if (outcome.kind === 'allowed') return { lines: [`delete: s3://${place.bucket}/${place.key}`], exitStatus: 0 };
  const why = outcome.kind === 'denied' ? errorLine(outcome.code, 'DeleteObject', outcome.message) : reasonOf(outcome);
  return { ...waits(outcome), lines: [`delete failed: s3://${place.bucket}/${place.key} ${why}`], exitStatus: 1 };
}

type Failed = Extract<CallOutcome, { kind: 'failed' }>;

const reasonOf = ({ printed }: Failed): string => printed.lines.filter((line) => line !== '').join(' ');

const waits = (outcome: CallOutcome): Pick<Printed, 'waitsSeconds'> =>
  outcome.kind === 'failed' && outcome.printed.waitsSeconds !== undefined ? { waitsSeconds: outcome.printed.waitsSeconds } : {};

const fatal = (outcome: Failed): Printed => ({ ...waits(outcome), lines: [`fatal error: ${reasonOf(outcome)}`], exitStatus: 1 });

/** A refused head, as the tool prints it. */
function headLine(outcome: Extract<CallOutcome, { kind: 'denied' }>): string {
  const { code, message } = bodyless(outcome);
  return `fatal error: ${errorLine(code, 'HeadObject', message)}`;
}
