import 'server-only';
import { cookies } from 'next/headers';
import { inTerraform, labInTerraform, type PublicLab, type SourceFile } from '#engine';
import { isTerraformFile, LANGUAGE_COOKIE, type Language, languageOf } from '../_ui/lab/language.ts';
import type { HelpView } from '../_ui/lab/view.ts';

/** The language that this browser chose last. */
export const languageNow = async (): Promise<Language> => languageOf((await cookies()).get(LANGUAGE_COOKIE)?.value);

const held = new WeakMap<PublicLab['checks'], PublicLab | undefined>();

/** The lab in Terraform, made once for each reading of the content; undefined where it is solved in CloudFormation alone. */
function terraformOf(lab: PublicLab): PublicLab | undefined {
  if (!held.has(lab.checks)) held.set(lab.checks, labInTerraform(lab));
  return held.get(lab.checks);
}

/** Whether the lab may be solved in either language. */
export const hasLanguages = (lab: PublicLab): boolean => terraformOf(lab) !== undefined;

/** The lab in `language`, or in CloudFormation where it has no other. */
export const labIn = (lab: PublicLab, language: Language): PublicLab =>
  language === 'terraform' ? (terraformOf(lab) ?? lab) : lab;

/** The language of a text that was handed in. */
export const languageOfFiles = (files: readonly SourceFile[]): Language =>
  files.some(isTerraformFile) ? 'terraform' : 'cloudformation';

/** The help with its solutions in `language`; one that cannot be said in it stays as it is. */
export function helpIn(help: HelpView, lab: PublicLab, language: Language): HelpView {
  if (language === 'cloudformation' || terraformOf(lab) === undefined) return help;
  const solutions = help.solutions?.map((solution) => {
    const files = inTerraform(lab, solution.files);
    return files.length === 0 ? solution : { ...solution, files };
  });
  return { ...help, solutions };
}
