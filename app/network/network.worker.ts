import {
  type ActionCatalogue,
  type Configuration,
  completionsAt,
  type DeclaredPrincipals,
  declaredPrincipals,
  factsOf,
  hoverAt,
  loadActionCatalogue,
  loadResourceSpecification,
  loadTerraform,
  loadTerraformEditing,
  openParsed,
  parseAny,
  type ResourceSpecification,
  type TerraformEditing,
  type TerraformReader,
  type World,
  writeConfiguration,
} from '#engine';
import { answerTo, billOf, reachOf } from './answers.ts';
import type { Asked, From, NetworkAsks, NetworkKind, NetworkText } from './asks.ts';
import { type Callers, callersIn, worldFor } from './callers.ts';
import { openedView } from './opened.ts';
import { regionIn } from './region.ts';

/** Everything happens here: what is given is read in this worker and goes nowhere else. */
let text: Omit<NetworkText, 'callers'> = { files: [], region: '' };
let callers: Callers = callersIn('');
let declared: DeclaredPrincipals = { principals: {}, unknown: [] };
let opened: Configuration | undefined;
let tables: Promise<Tables> | undefined;

interface Tables {
  readonly catalogue: ActionCatalogue | undefined;
  readonly specification: ResourceSpecification | undefined;
}
let loaded: Tables = { catalogue: undefined, specification: undefined };
let terraform: TerraformReader | undefined;
let editing: TerraformEditing | undefined;

self.onmessage = ({ data }: MessageEvent<Asked>) => void reply(data);

async function reply({ turn, kind, ask }: Asked): Promise<void> {
  tables ??= loadTables();
  loaded = await tables;
  try {
    if (kind === 'open') await open(ask as NetworkText);
    self.postMessage({ turn, answer: ANSWERS[kind](ask as never) });
  } catch (error) {
    self.postMessage({ turn, fault: error instanceof Error ? error.message : String(error) });
  }
}

async function loadTables(): Promise<Tables> {
  const [catalogue, specification] = await Promise.all([
    loadActionCatalogue().catch(() => undefined),
    loadResourceSpecification().catch(() => undefined),
  ]);
  return { catalogue, specification };
}

async function open(given: NetworkText): Promise<void> {
  terraform ??= await loadTerraform();
  text = { files: given.files, region: given.region === '' ? regionIn(given.files) : given.region };
  callers = callersIn(given.callers);
  declared = { principals: {}, unknown: [] };
  opened = configurationWith([]);
  declared = declaredPrincipals(opened);
  // Whom the text declares may also be asked about; only where it declares somebody is it read again.
  if (Object.keys(declared.principals).length > 0) opened = configurationWith([]);
  if (opened.report.format === 'terraform') editing ??= await loadTerraformEditing().catch(() => undefined);
}

const worldWith = (hosts: readonly From[]): World => worldFor(text.region, callers, declared.principals, hosts);

const configurationWith = (hosts: readonly From[]): Configuration =>
  openParsed(parseAny({ files: text.files, world: worldWith(hosts), terraform, ...loaded }));

const current = (): Configuration => {
  opened ??= configurationWith([]);
  return opened;
};

type Answers = { readonly [K in NetworkKind]: (ask: NetworkAsks[K]['ask']) => NetworkAsks[K]['answer'] };

const ANSWERS: Answers = {
  open: () => openedView(current(), text, callers, declared),
  answer: (question) => answerTo(question, current(), configurationWith),
  reach: ({ endpoint }) => reachOf(endpoint, current(), configurationWith),
  bill: () => billOf(current()),
  facts: (thing) => factsOf(current(), thing),
  write: (format) => {
    const written = writeConfiguration(current(), format);
    return written === undefined ? undefined : { files: written.files, left: written.diagnostics.map(({ message }) => message) };
  },
  completions: ({ text: typed, position }) =>
    assist()?.completionsAt(typed, position, around(typed)) ?? { from: position, to: position, items: [] },
  hover: ({ text: typed, position }) => assist()?.hoverAt(typed, position, around(typed)),
};

/** What helps to write the language of the text; undefined where an account is described, which nobody writes. */
function assist(): Pick<TerraformEditing, 'completionsAt' | 'hoverAt'> | undefined {
  switch (current().report.format) {
    case 'cloudformation':
      return { completionsAt, hoverAt };
    case 'terraform':
      return editing;
    case 'describe':
      return undefined;
  }
}

const around = (typed: string) => ({
  world: worldWith([]),
  specification: loaded.specification,
  actions: loaded.catalogue,
  others: text.files.flatMap((each) => (each.text === typed ? [] : [each.text])),
});
