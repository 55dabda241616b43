import { isJsonObject, type Json } from '../json.ts';
import type { ConfigurationInput, SourceFile } from '../probe/configuration.ts';
import { parseTemplate } from '../template/parse.ts';
import type { PublicLab } from './lab.ts';

/** The path of a template's text in Terraform. */
export const terraformPath = (path: string): string => path.replace(/\.(ya?ml|json)$/, '.tf');

/**
 * The configuration that texts of Terraform make in `lab`: its resources go by the lab's names where they mean them, and files that are given are
 * as the lab has them.
 */
export function terraformInput(lab: PublicLab, files: readonly SourceFile[]): ConfigurationInput {
  const apart = new Set(lab.files.flatMap(({ path, holds, fixed }) => (holds === 'answers' || fixed === true ? [path] : [])));
  const given = lab.files.flatMap(({ path, start, fixed }) =>
    fixed === true && path.endsWith('.tf') ? [{ path, text: start }] : [],
  );
  return {
    files: [...files.filter(({ path }) => !apart.has(path)), ...given],
    stacks: lab.stacks?.map((each) => ({ ...each, path: terraformPath(each.path) })),
    world: lab.world,
    wanted: namesWanted(lab),
  };
}

/** Every name that the lab's start and checks use, with the CloudFormation type that it has there; none where that is not said. */
export function namesWanted(lab: PublicLab): ReadonlyMap<string, readonly string[]> {
  if (lab.wanted !== undefined) return new Map(lab.wanted);
  const wanted = new Map<string, readonly string[]>();
  for (const each of [...lab.checks, ...lab.rejected]) collect(each as unknown as Json, wanted);
  for (const file of lab.files) {
    const { template } = file.holds === 'answers' ? {} : parseTemplate(file.start, file.path);
    const stack = lab.stacks?.find(({ path }) => path === file.path)?.id;
    for (const { logicalId, type } of template?.resources.values() ?? [])
      if (type !== undefined) wanted.set(stack === undefined ? logicalId : `${stack}/${logicalId}`, [type]);
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

const IS_NAME = /^([\w-]+\/)?[A-Za-z0-9]+$/;

function collect(value: Json, wanted: Map<string, readonly string[]>): void {
  if (Array.isArray(value)) for (const each of value) collect(each, wanted);
  if (!isJsonObject(value)) return;
  const add = (name: Json | undefined, types: readonly string[]): void => {
    if (typeof name === 'string' && IS_NAME.test(name) && !wanted.has(name)) wanted.set(name, types);
  };
  for (const [key, each] of Object.entries(value)) {
    if (each === undefined) continue;
    const types = NAMES[key];
    if (types !== undefined) add(each, types);
    if (key === 'monthlyByComponent' && Array.isArray(each)) for (const part of each) if (isJsonObject(part)) add(part.id, []);
    if (key === 'id' && typeof value.kind === 'string') add(each, value.kind === 'vpc-endpoint' ? ENDPOINT : []);
    if ((key === 'states' || key === 'change') && isJsonObject(each)) for (const name of Object.keys(each)) add(name, []);
    collect(each, wanted);
  }
}
