import type { SourceFile } from './configuration.ts';

const IS_TERRAFORM_PATH = /\.tf(\.json)?$/;

/** A block that no other language has, at the beginning of a line. */
const IS_BLOCK = /^\s*(resource\s+"[^"\n]+"\s+"[^"\n]+"|(module|provider|data\s+"[^"\n]+")\s+"[^"\n]+"|terraform|locals)\s*\{/m;

/**
 * Whether the files are a configuration of Terraform: by their names, as what `terraform show -json` prints or a state file, or, for a text without
 * a name, by a block of its language.
 */
export const isTerraform = (files: readonly SourceFile[]): boolean =>
  files.some(({ path, text }) => IS_TERRAFORM_PATH.test(path) || isShownByTerraform(text)) || isTerraformText(files);

const isShownByTerraform = (text: string): boolean => text.startsWith('{') && /"terraform_version"\s*:/.test(text.slice(0, 4000));

function isTerraformText(files: readonly SourceFile[]): boolean {
  const [file] = files;
  return (
    file !== undefined && files.length === 1 && !/\.(ya?ml|json)$/.test(file.path) && IS_BLOCK.test(file.text.slice(0, 100_000))
  );
}
