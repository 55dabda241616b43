import { type Diagnostic, errorAt } from '../diagnostic.ts';
import { isJsonObject, type Json } from '../json.ts';
import type { ConfigurationInput, SourceFile } from '../probe/configuration.ts';
import { parseTemplate } from '../template/parse.ts';
import type { PublicLab } from './lab.ts';

/** Why `lab` cannot be solved in Terraform, or undefined where it can: nothing of its text is held fixed, and it is one stack's. */
export function refusesTerraform(lab: PublicLab): string | undefined {
  if (lab.locked !== undefined || lab.files.some((file) => file.fixed === true))
    return 'This lab holds a part of its template fixed, so it is solved in CloudFormation.';
  if ((lab.stacks ?? []).length > 0 || lab.files.length > 1)
    return 'This lab has several files, so it is solved in CloudFormation.';
  return undefined;
}

/** The fault of a submission of Terraform in a lab that does not take it. */
export function terraformFaults(lab: PublicLab): readonly Diagnostic[] {
  const reason = refusesTerraform(lab);
  return reason === undefined ? [] : [errorAt('TERRAFORM_NOT_TAKEN', reason)];
}

/** The configuration that texts of Terraform make in `lab`: their resources go by the lab's names where they mean them. */
export const terraformInput = (lab: PublicLab, files: readonly SourceFile[]): ConfigurationInput => ({
  files: [...files],
  world: lab.world,
  wanted: namesWanted(lab),
});

/** Every name that the lab's start and checks use, with the CloudFormation type that it has there; none where that is not said. */
export function namesWanted(lab: PublicLab): ReadonlyMap<string, readonly string[]> {
  if (lab.wanted !== undefined) return new Map(lab.wanted);
  const wanted = new Map<string, readonly string[]>();
  for (const check of lab.checks) collect(check as unknown as Json, wanted);
  for (const file of lab.files) {
    const { template } = file.holds === 'answers' ? {} : parseTemplate(file.start, file.path);
    for (const { logicalId, type } of template?.resources.values() ?? []) if (type !== undefined) wanted.set(logicalId, [type]);
  }
  return wanted;
}

const ENDPOINT = ['AWS::EC2::VPCEndpoint'];
const NAMES: Readonly<Record<string, readonly string[]>> = {
  endpoint: ENDPOINT,
  addressesOf: [],
  instance: ['AWS::EC2::Instance'],
  logicalId: [],
  networkInterface: ['AWS::EC2::NetworkInterface'],
};

function collect(value: Json, wanted: Map<string, readonly string[]>): void {
  if (Array.isArray(value)) for (const each of value) collect(each, wanted);
  if (!isJsonObject(value)) return;
  const add = (name: Json | undefined, types: readonly string[]): void => {
    if (typeof name === 'string' && /^[A-Za-z0-9]+$/.test(name) && !wanted.has(name)) wanted.set(name, types);
  };
  for (const [key, each] of Object.entries(value)) {
    if (each === undefined) continue;
    const types = NAMES[key];
    if (types !== undefined) add(each, types);
    if (key === 'id' && typeof value.kind === 'string') add(each, value.kind === 'vpc-endpoint' ? ENDPOINT : []);
    if ((key === 'states' || key === 'change') && isJsonObject(each)) for (const name of Object.keys(each)) add(name, []);
    collect(each, wanted);
  }
}
