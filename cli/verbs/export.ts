import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { loadActionCatalogue, loadTerraform, openParsed, WRITTEN_FORMATS, type Written, writeConfiguration } from '#engine';
import { lineOf, say } from '../output.ts';
import { inputOf } from '../probe-request.ts';
import { readArguments, type Verb } from '../verb.ts';

const usage = 'workbook export PATH|--lab LAB [--to cloudformation|terraform|commands] [--out FOLDER] [--content FOLDER]';

export const exportVerb: Verb = {
  name: 'export',
  usage,
  summary: 'a configuration or a lab, written as CloudFormation, as Terraform or as aws commands',
  help: 'PATH is a template, a folder of Terraform, or a folder of describe output; --lab LAB takes the start of a lab, with PATH a submission to it.\nPrints one file; several, or --out FOLDER, are written into the folder, which must be named.\nWhat cannot be said in the other language is named on standard error.\nExit status: 0 written, 1 for a configuration that does not load, 2 for wrong use or a path that cannot be read.',
  run: async (argv) => {
    const typed = readArguments({ name: 'export', usage }, argv, [], ['lab', 'to', 'out', 'content']);
    if (typed === undefined) return 2;
    const [name, ...more] = typed.rest;
    const { lab, to = 'cloudformation', out, content } = typed.values;
    const format = WRITTEN_FORMATS.find((each) => each === to);
    if (format === undefined || more.length > 0 || (name === undefined && lab === undefined)) {
      say(format === undefined ? `There is no format \`${to}\`: it is one of ${WRITTEN_FORMATS.join(', ')}.` : usage);
      return 2;
    }
    const configuration = lab === undefined ? { path: name } : { lab, ...(name === undefined ? {} : { submission: name }) };
    const [catalogue, terraform] = await Promise.all([loadActionCatalogue(), loadTerraform()]);
    const found = inputOf({ configuration }, { folder: process.cwd(), content, catalogue, terraform });
    if ('error' in found) {
      say(`${found.error.code}: ${found.error.message}`);
      return 2;
    }
    const opened = openParsed(found.value);
    const written = writeConfiguration(opened, format);
    if (written === undefined) {
      for (const each of opened.report.diagnostics) if (each.severity === 'error') say(lineOf(each, name));
      return 1;
    }
    return deliver(written, out);
  },
};

function deliver({ files, diagnostics }: Written, out: string | undefined): number {
  for (const each of diagnostics) say(lineOf(each));
  const [only] = files;
  if (out === undefined && files.length === 1 && only !== undefined) {
    process.stdout.write(only.text);
    return 0;
  }
  if (out === undefined) {
    say(`This becomes ${files.length} files: name a folder with --out.`);
    return 2;
  }
  mkdirSync(out, { recursive: true });
  for (const each of files) writeFileSync(path.join(out, each.path), each.text);
  return 0;
}
