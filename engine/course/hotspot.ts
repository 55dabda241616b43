import { isJsonObject, type Json } from '../json.ts';
import type { Block, ProbeAnswer } from '../probe/answer.ts';
import type { Configuration, ConfigurationInput } from '../probe/configuration.ts';
import { openConfiguration } from '../probe/open.ts';
import { listOf, type ThingList } from '../probe/rows.ts';
import type { WrittenQuestion } from './format/question-schema.ts';

type Written = Extract<WrittenQuestion, { kind: 'hotspot' }>;
type Thing = Omit<Written['options'][number], 'text'> & { readonly text: string };

/** A question whose answer is a thing of a drawn network, or a line of a list of it. */
export type HotspotQuestion = Omit<Written, 'configuration' | 'options'> & {
  readonly configuration: ConfigurationInput;
  readonly options: readonly Thing[];
};

/** `written` with its configuration, each thing under the name that a reader sees; what is not there goes by its id. */
export function hotspotOf(written: Omit<Written, 'parameters'>, configuration: ConfigurationInput): HotspotQuestion {
  const opened = openConfiguration(configuration);
  const rows = written.list === undefined ? undefined : listOf(opened, written.list);
  const options = written.options.map((option) => ({
    ...option,
    text: option.text ?? nameOfThing(option.id, opened, configuration, rows),
  }));
  return { ...written, configuration, options };
}

/** The list that the question shows, or undefined where it shows the map. */
export const listShown = (question: HotspotQuestion): ThingList | undefined =>
  question.list === undefined ? undefined : listOf(openConfiguration(question.configuration), question.list);

/** Every id that an option may have: things of the text, hosts, the lines of the list and its two sides. */
export function thingsIn(question: HotspotQuestion): ReadonlySet<string> {
  const { list, configuration } = question;
  const opened = openConfiguration(configuration);
  return new Set([
    ...opened.resources.map((each) => each.logicalId),
    ...Object.keys(configuration.world.hosts),
    ...(listShown(question)?.rows ?? []).map((row) => row.id),
    ...(list === undefined ? [] : [list, `${list}/ingress`, `${list}/egress`]),
  ]);
}

/** The thing that `answer` points at: the first that stopped it, or the line of the list that it took; undefined where there is none. */
export function thingIn(question: HotspotQuestion, answer: ProbeAnswer): string | undefined {
  if (question.component !== 'route') {
    const [block] = answer.blocks ?? [];
    return block === undefined ? undefined : placeOf(block, question.list);
  }
  const table = [...(answer.forwardPathComponents ?? [])].find(
    (each) => each.kind === 'route-table' && (each.logicalId ?? each.id) === question.list,
  );
  const lines = (table?.facts?.routes ?? []) as readonly Json[];
  const taken = lines.findIndex((line) => isJsonObject(line) && line.taken === true);
  return taken === -1 ? undefined : `${question.list}/${taken + 1}`;
}

/** What stopped a packet: in a list of a group the side of which no rule admits it, in an ACL the entry that denies it, else the thing itself. */
function placeOf({ kind, logicalId, id, filter, facts }: Block, list: string | undefined): string {
  const thing = logicalId ?? id;
  if (thing !== list || filter === undefined) return thing;
  return kind === 'network-acl' && typeof facts.ruleNumber === 'number'
    ? `${list}/${filter}/${facts.ruleNumber}`
    : `${list}/${filter}`;
}

function nameOfThing(id: string, opened: Configuration, input: ConfigurationInput, list: ThingList | undefined): string {
  const row = list?.rows.find((each) => each.id === id);
  if (row !== undefined) return row.cells.join(' · ');
  const resource = opened.resources.find((each) => each.logicalId === id);
  if (resource !== undefined) return `\`${id}\`, ${typeWords(resource.type)}`;
  return Object.hasOwn(input.world.hosts, id) ? `\`${id}\`, host` : id;
}

/** `VPC endpoint` of `AWS::EC2::VPCEndpoint`. */
const typeWords = (type: string): string =>
  (type.split('::')[2] ?? type)
    .replace(/([a-z])([A-Z])|([A-Z])(?=[A-Z][a-z])/g, (_, a = '', b = '', c = '') => (c === '' ? `${a} ${b}` : `${c} `))
    .split(' ')
    .map((word) => (/^[A-Z]{2,}$/.test(word) ? word : word.toLowerCase()))
    .join(' ')
    .replace(/^nat /, 'NAT ')
    .replace('network acl', 'network ACL');
