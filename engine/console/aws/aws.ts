import type { Json } from '../../json.ts';
import { principalOf } from '../../probe/authorize.ts';
import { CLOUDSHELL, type Printed, type Shell } from '../shell.ts';
import { bodyless, callApi, refused } from './call.ts';
import { describeEc2, EC2_OPERATIONS } from './ec2.ts';
import { OPERATIONS } from './operations.ts';
import { type AwsCommand, awsCommandOf, missingOptions, optionOf, regionOf } from './options.ts';
import { s3 } from './s3.ts';

/** What the `aws` tool prints, version 2 with its defaults. */
export function aws(shell: Shell, words: readonly string[]): Printed {
  const command = awsCommandOf(words);
  const printed = run(shell, command);
  return { ...printed, notes: [...command.notes, ...(printed.notes ?? [])] };
}

function run(shell: Shell, command: AwsCommand): Printed {
  if (command.service === '')
    return { lines: ['', 'usage: aws [options] <command> <subcommand> [<subcommand> ...] [parameters]'], exitStatus: 252 };
  if (command.service === 's3') return s3(shell, command) ?? unknown(command);
  if (command.service === 'ec2') return ec2(shell, command);
  if (command.service === 'sts' && command.operation === 'get-caller-identity') return whoAmI(shell, command);
  const found = own(OPERATIONS, command.service);
  const operation = found === undefined ? undefined : own(found, command.operation);
  if (operation === undefined) return unknown(command);
  const missing = missingOptions(command, operation.needs);
  if (missing !== undefined) return { lines: missing, exitStatus: 252 };
  const call = operation.call(shell, command);
  const outcome = callApi(shell, command, call);
  if (outcome.kind === 'denied' && operation.bodyless === true) return refused(bodyless(outcome), call.operation);
  if (outcome.kind !== 'allowed') return refused(outcome, call.operation);
  return printed(operation.answer, 'The call went through; what a service would answer beyond that is left out or made up.');
}

const own = <T>(table: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined;

const printed = (answer: Json | undefined, note?: string): Printed => ({
  lines: answer === undefined ? [] : JSON.stringify(answer, null, 4).split('\n'),
  exitStatus: 0,
  notes: note === undefined ? [] : [note],
});

const unknown = ({ service, operation }: AwsCommand): Printed => ({
  lines: [],
  exitStatus: 252,
  notes: [`\`aws ${service} ${operation}\` is not simulated here. ${KNOWN}`.replace('  ', ' ')],
});

const KNOWN = `What is: s3 (ls, cp, rm), sts get-caller-identity, ec2 describe-…, and calls of ${Object.keys(OPERATIONS).join(', ')}.`;

/** Anybody may ask who he is, whatever his own policies say; only an endpoint's policy can be in the way. */
function whoAmI(shell: Shell, command: AwsCommand): Printed {
  const call = { operation: 'GetCallerIdentity', action: 'sts:GetCallerIdentity', resource: '*' };
  const outcome = callApi(shell, command, call);
  const denied = shell.probes.at(-1)?.answer.blocks?.some((block) => block.kind === 'endpoint-policy') === true;
  if (outcome.kind === 'failed' || (outcome.kind === 'denied' && denied)) return refused(outcome, call.operation);
  const name = optionOf(command, 'profile') ?? shell.call.principal ?? '';
  const arn = String(principalOf(shell.loaded.world.principals[name] ?? {}) ?? '');
  const [, , , , account = shell.account] = arn.split(':');
  const session = /assumed-role\/[^/]+\/(.+)$/.exec(arn)?.[1];
  const id = session === undefined ? 'AIDAEXAMPLEEXAMPLE00' : `AROAEXAMPLEEXAMPLE00:${session}`;
  return printed({ UserId: id, Account: account, Arn: arn });
}

/** In the account's own shell an administrator asks; on a machine its role does, over the network. */
function ec2(shell: Shell, command: AwsCommand): Printed {
  const known = own(EC2_OPERATIONS, command.operation);
  if (known === undefined)
    return {
      ...unknown(command),
      notes: [`\`aws ec2 ${command.operation}\` is not simulated here. What is: ${Object.keys(EC2_OPERATIONS).join(', ')}.`],
    };
  if (shell.call.host !== CLOUDSHELL) {
    const call = {
      operation: known.operation,
      action: `ec2:${known.operation}`,
      resource: `arn:aws:ec2:${regionOf(shell, command)}:${shell.account}:*`,
    };
    const outcome = callApi(shell, command, call);
    if (outcome.kind !== 'allowed') return refused(outcome, call.operation);
  }
  const { answer, notes } = describeEc2(shell, command, known);
  return { ...printed(answer), notes };
}
