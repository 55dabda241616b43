import type { SourceFile } from '../probe/configuration.ts';
import { openConfiguration } from '../probe/open.ts';
import { writeConfiguration } from '../probe/write.ts';
import { labInput, startOf } from './given.ts';
import type { PublicLab } from './lab.ts';
import { namesWanted, refusesTerraform } from './terraform.ts';

/** The name that a text of Terraform has in an editor. */
export const TERRAFORM_FILE = 'main.tf';

/**
 * The lab as somebody solves it in Terraform: one file that begins with what the given template makes, and the names that its world and
 * checks use. Undefined where it is solved in CloudFormation alone. It asks and grades as the lab itself does.
 */
export function labInTerraform(lab: PublicLab): PublicLab | undefined {
  if (refusesTerraform(lab) !== undefined) return undefined;
  const [start] = inTerraform(lab, startOf(lab));
  return { ...lab, files: [{ path: TERRAFORM_FILE, start: start?.text ?? EMPTY }], wanted: [...namesWanted(lab)] };
}

/** Texts of the lab's own language as one of Terraform; empty where they do not become a network. */
export function inTerraform(lab: PublicLab, files: readonly SourceFile[]): readonly SourceFile[] {
  const written = writeConfiguration(openConfiguration(labInput(lab, files)), 'terraform');
  return (written?.files ?? []).map(({ text }) => ({ path: TERRAFORM_FILE, text }));
}

const EMPTY = 'provider "aws" {\n  region = "us-east-1"\n}\n';
