import {
  type ActionCatalogue,
  answerProbes,
  askedBy,
  type Configuration,
  compareDesigns,
  completeConsole,
  completionsAt,
  describeVerdict,
  engineWith,
  formatted,
  hoverAt,
  labInput,
  loadActionCatalogue,
  loadResourceSpecification,
  loadTerraform,
  loadTerraformEditing,
  logsOf,
  openConfiguration,
  type PublicLab,
  type ResourceSpecification,
  runConsole,
  type SourceFile,
  type TerraformEditing,
  type TerraformReader,
} from '#engine';
import type { Asked, AskKind, BenchAsks } from './bench-asks.ts';
import { comparedView } from './compared.ts';
import { priceWith } from './price.ts';

let lab: PublicLab | undefined;
let specification: ResourceSpecification | undefined;
let actions: ActionCatalogue | undefined;
let last: { readonly files: readonly SourceFile[]; readonly configuration: Configuration } | undefined;

/** What reads Terraform and what helps to write it, where the lab is in it; questions wait for them. */
let loading: Promise<readonly [TerraformReader | undefined, TerraformEditing | undefined]> = Promise.resolve([
  undefined,
  undefined,
]);
let terraform: TerraformReader | undefined;
let editing: TerraformEditing | undefined;

self.onmessage = ({ data }: MessageEvent<PublicLab | Asked>) => {
  if ('checks' in data) {
    lab = data;
    if (data.wanted !== undefined)
      loading = Promise.all([loadTerraform().catch(() => undefined), loadTerraformEditing().catch(() => undefined)]);
    void loadTables();
    return;
  }
  void reply(data);
};

async function reply({ turn, kind, ask }: Asked): Promise<void> {
  [terraform, editing] = await loading;
  if (lab !== undefined) self.postMessage({ turn, answer: ANSWERS[kind](lab, ask as never) });
}

/** Both tables come a moment after the engine; until then less is offered. */
async function loadTables(): Promise<void> {
  [specification, actions] = await Promise.all([
    loadResourceSpecification().catch(() => undefined),
    loadActionCatalogue().catch(() => undefined),
  ]);
}

type Answers = { readonly [K in AskKind]: (lab: PublicLab, ask: BenchAsks[K]['ask']) => BenchAsks[K]['answer'] };

const ANSWERS: Answers = {
  completions: ({ world, wanted }, { text, position, others }) => {
    const around = { world, specification, actions, others };
    if (wanted === undefined) return completionsAt(text, position, around);
    return editing?.completionsAt(text, position, around) ?? { from: position, to: position, items: [] };
  },
  hover: ({ world, wanted }, { text, position, others }) => {
    const around = { world, specification, actions, others };
    return wanted === undefined ? hoverAt(text, position, around) : editing?.hoverAt(text, position, around);
  },
  format: ({ wanted }, { text }) => (wanted === undefined ? formatted(text) : undefined),
  console: (opened, { files, call }) => {
    const configuration = configurationOf(opened, files);
    const { probes, ...answer } = runConsole(configuration, call);
    return { ...answer, asked: probes.length, logs: logsOf(configuration, probes) };
  },
  words: (opened, { files, line }) => completeConsole(configurationOf(opened, files), line),
  compare: (opened, { mine, theirs }) => comparedView(compareDesigns(opened, mine, theirs, engineWith(actions, terraform))),
  price: (opened, { files, flows }) => priceWith(openConfiguration({ ...labInput(opened, files), terraform }), flows),
  explain: (opened, { files, check }) => explained(opened, files, check),
};

function configurationOf(opened: PublicLab, files: readonly SourceFile[]): Configuration {
  const same = last !== undefined && JSON.stringify(last.files) === JSON.stringify(files);
  const configuration =
    same && last !== undefined ? last.configuration : openConfiguration({ ...labInput(opened, files), terraform });
  last = { files, configuration };
  return configuration;
}

/** The verdict on one check in a paragraph; of several questions the first that is asked. */
function explained(opened: PublicLab, files: readonly SourceFile[], id: string): string {
  const check = opened.checks.find((each) => each.id === id);
  const asked = check === undefined ? undefined : askedBy(check, files);
  if (asked === undefined || 'error' in asked) return asked?.error.message ?? '';
  const [probe] = asked.probes;
  if (probe === undefined) return '';
  const [answer] = answerProbes(configurationOf(opened, files), [probe.kind === 'request' ? { ...probe, explain: true } : probe]);
  return answer === undefined ? '' : describeVerdict(answer);
}
