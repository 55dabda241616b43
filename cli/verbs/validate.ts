import {
  type ConfigurationReport,
  type Diagnostic,
  loadActionCatalogue,
  loadResourceSpecification,
  loadTerraform,
  openParsed,
  type ParsedConfiguration,
  worldSchema,
} from '#engine';
import { isFolder } from '../folder.ts';
import { faultAt, type Read, readInput, readJson } from '../input.ts';
import { lineOf, print, printList, say } from '../output.ts';
import { folderFormat, type Given, parsedAt } from '../parsed.ts';
import { readArguments, type Verb } from '../verb.ts';

const usage = 'workbook validate PATH… [--json] [--parameters FILE]';

export const validate: Verb = {
  name: 'validate',
  usage,
  summary: 'would AWS accept these configurations, and what of them is simulated',
  help: 'A PATH is a CloudFormation template, a folder of Terraform, a plan or state of it as JSON, a folder of describe output, or - for a template on standard input.\n--parameters FILE holds {"Name": "value"}, or the list of ParameterKey and ParameterValue that the AWS CLI takes.\nExit status: 0 without an error diagnostic, 1 with one, 2 for a path that cannot be read.',
  run: async (argv) => {
    const typed = readArguments({ name: 'validate', usage }, argv, ['json'], ['parameters']);
    if (typed === undefined) return 2;
    if (typed.rest.length === 0) {
      say(`workbook validate needs at least one path.\n${usage}`);
      return 2;
    }
    const parameters =
      typed.values.parameters === undefined ? { ok: true as const, value: {} } : parametersIn(typed.values.parameters);
    if (!parameters.ok) {
      say(lineOf(parameters.fault));
      return 2;
    }
    const [catalogue, specification, terraform] = await Promise.all([
      loadActionCatalogue(),
      loadResourceSpecification(),
      loadTerraform(),
    ]);
    const given = { parameters: parameters.value, catalogue, specification, terraform, world: worldSchema.parse({}) };
    const reports = typed.rest.map((each) => reportOn(each, given));
    if (typed.flags.has('json')) printList(reports.map(({ report }) => report));
    else for (const { report } of reports) print(readable(report));
    return Math.max(...reports.map(({ status }) => status));
  },
};

type Report = Pick<ConfigurationReport, 'format' | 'loaded' | 'resources' | 'simulated' | 'unsupported' | 'diagnostics'> & {
  readonly path: string;
};

function reportOn(name: string, given: Given): { readonly report: Report; readonly status: number } {
  try {
    const parsed = parsedAt(name, process.cwd(), given);
    if (!parsed.ok) return unreadable(name, parsed.fault);
    const report = openedReport(name, parsed.value);
    return { report, status: report.diagnostics.some((each) => each.severity === 'error') ? 1 : 0 };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { report: unread(name, 'cloudformation', { severity: 'error', code: 'INTERNAL', message }), status: 1 };
  }
}

function unreadable(name: string, fault: Diagnostic) {
  const format = isFolder(name) ? folderFormat(name, process.cwd()) : 'cloudformation';
  return { report: unread(name, format, fault), status: ['NOT_TEXT', 'NOT_SIMULATED_YET'].includes(fault.code) ? 1 : 2 };
}

function openedReport(name: string, parsed: ParsedConfiguration): Report {
  const { report } = openParsed(parsed);
  const { format, loaded, resources, simulated, unsupported, diagnostics, rejections, advisories } = report;
  const known = (code: string, message: string) => diagnostics.some((each) => each.code === code && each.message === message);
  const refusals = rejections
    .filter((each) => !known(each.code, each.message))
    .map((each): Diagnostic => ({ severity: 'error', ...each }));
  const remarks = advisories
    .filter((each) => !known(each.code, each.message))
    .map((each): Diagnostic => ({ severity: 'warning', ...each }));
  const all = [...diagnostics, ...refusals, ...remarks];
  return { path: name, format, loaded, resources, simulated, unsupported, diagnostics: all };
}

const unread = (name: string, format: Report['format'], diagnostic: Diagnostic): Report => ({
  path: name,
  format,
  loaded: false,
  resources: 0,
  simulated: 0,
  unsupported: [],
  diagnostics: [diagnostic],
});

function parametersIn(name: string): Read<Readonly<Record<string, string>>> {
  const input = readInput(name);
  const read = input.ok ? readJson(input.value) : input;
  if (!read.ok) return read;
  const entries = Array.isArray(read.value)
    ? read.value.map((each: { ParameterKey?: unknown; ParameterValue?: unknown } | null) => [
        each?.ParameterKey,
        each?.ParameterValue,
      ])
    : Object.entries(read.value ?? {});
  if (!entries.every(([key, value]) => typeof key === 'string' && ['string', 'number', 'boolean'].includes(typeof value))) {
    return faultAt(name, 'BAD_PARAMETERS', `${name} must hold {"Name": "value"} or a list of ParameterKey and ParameterValue.`);
  }
  return { ok: true, value: Object.fromEntries(entries.map(([key, value]) => [key, String(value)])) };
}

function readable(report: Report): string {
  const state = report.loaded ? 'loaded' : 'not loaded';
  const head = `${report.path}: ${report.format}, ${state}, ${report.resources} resources, ${report.simulated} simulated`;
  const kept = report.unsupported.map((each) => `  ${each.type} × ${each.count}: ${each.effect}`);
  return [head, ...kept, ...report.diagnostics.map((each) => `  ${lineOf(each, report.path)}`)].join('\n');
}
