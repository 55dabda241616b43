import type { Written } from '../export/cloudformation.ts';
import type { Configuration, SourceFile } from '../probe/configuration.ts';
import { openConfiguration } from '../probe/open.ts';
import { writeConfiguration } from '../probe/write.ts';
import { labInput, startOf } from './given.ts';
import type { LabFile, PublicLab } from './lab.ts';
import { namesWanted, terraformPath } from './terraform.ts';

/** The name that the only text of Terraform has in an editor. */
export const TERRAFORM_FILE = 'main.tf';

/** Where several stacks say which accounts and Regions they are in; it is given and stays as it is. */
const PROVIDERS_FILE = 'providers.tf';

/**
 * The lab as somebody solves it in Terraform: texts that begin with what its templates make, one for each stack, what is held fixed by its
 * addresses, and the names that its world and checks use. It asks and grades as the lab itself does. Undefined where its start is no network,
 * or not all of it has a form in Terraform: nothing that is given may be missing there.
 */
export function labInTerraform(lab: PublicLab): PublicLab | undefined {
  const configuration = openConfiguration(labInput(lab, startOf(lab)));
  const written = writtenIn(lab, configuration);
  if (written === undefined || written.diagnostics.some(({ code }) => code.startsWith('EXPORT_'))) return undefined;
  const files = lab.files.flatMap((file) => terraformFile(lab, file, written));
  const providers = written.files.filter(({ path }) => path === PROVIDERS_FILE);
  const { locked, stacks } = lab;
  return {
    ...lab,
    files: [...files, ...providers.map(({ path, text }): LabFile => ({ path, start: text, fixed: true }))],
    ...(stacks === undefined ? {} : { stacks: stacks.map((each) => ({ ...each, path: terraformPath(each.path) })) }),
    ...(locked === undefined
      ? {}
      : { locked: { ...locked, resources: addressesHeld(locked.resources, configuration, written) } }),
    wanted: [...namesWanted(lab)],
  };
}

const isAlone = ({ stacks = [] }: PublicLab): boolean => stacks.length === 0;

function terraformFile(lab: PublicLab, file: LabFile, { files }: Written): readonly LabFile[] {
  if (file.holds === 'answers') return [file];
  const path = isAlone(lab) ? TERRAFORM_FILE : terraformPath(file.path);
  return [{ ...file, path, start: files.find((each) => each.path === path)?.text ?? EMPTY }];
}

const EMPTY = '# Nothing is here yet.\n';

function writtenIn(lab: PublicLab, configuration: Configuration): Written | undefined {
  if (isAlone(lab)) return writeConfiguration(configuration, 'terraform');
  const fileOf = (stack: string) => terraformPath(lab.stacks?.find(({ id }) => id === stack)?.path ?? PROVIDERS_FILE);
  return writeConfiguration(configuration, 'terraform', { shared: PROVIDERS_FILE, fileOf });
}

/** What is held fixed, by the names of things and by all addresses that say something of them. */
function addressesHeld(held: 'all' | readonly string[], { resources }: Configuration, { addresses }: Written): 'all' | string[] {
  if (held === 'all') return held;
  const ids = resources.filter(({ logicalId }) => held.includes(logicalId)).map(({ physicalId }) => physicalId);
  return [...held, ...ids.flatMap((id) => addresses?.get(id) ?? [])];
}

/**
 * Texts of the lab's own language in Terraform, with its files of answers as they are; empty where they do not become a network. What is given is
 * not among them.
 */
export function inTerraform(lab: PublicLab, files: readonly SourceFile[]): readonly SourceFile[] {
  const configuration = openConfiguration(labInput(lab, files));
  const written = writtenIn(lab, configuration);
  if (written === undefined) return [];
  const answers = files.filter(({ path }) => lab.files.some((each) => each.path === path && each.holds === 'answers'));
  const given = lab.files.filter(({ fixed }) => fixed === true).map(({ path }) => terraformPath(path));
  const own = written.files.filter(({ path }) => path !== PROVIDERS_FILE && !given.includes(path));
  const empty = isAlone(lab) ? [] : emptyFiles(lab, own, given);
  return [...own, ...empty, ...answers];
}

/** Stacks that hold nothing have a file all the same. */
const emptyFiles = (lab: PublicLab, own: readonly SourceFile[], given: readonly string[]): readonly SourceFile[] =>
  (lab.stacks ?? []).flatMap(({ path }) => {
    const name = terraformPath(path);
    return own.some((each) => each.path === name) || given.includes(name) ? [] : [{ path: name, text: EMPTY }];
  });
