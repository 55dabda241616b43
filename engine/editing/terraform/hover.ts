import type { Position } from '../../diagnostic.ts';
import { DATA_WORDS } from '../../terraform/data/words.ts';
import { FUNCTIONS } from '../../terraform/functions/index.ts';
import { terraformType } from '../../terraform/types/index.ts';
import { conditionLines, type Hover, hoverOf, valueLines, wordAround } from '../hover.ts';
import { offsetAt, positionAt } from '../surroundings.ts';
import type { TerraformSurroundings } from './completions.ts';
import { attributesOf, type DeclaredThing, declaredInTerraform } from './declared.ts';
import { looseTerraform, terraformCursorAt } from './loose.ts';
import { policyPath } from './policies.ts';
import { insideOf, slotsOf, slotWords } from './slots.ts';

/** What is known about the word at `position` of a text of Terraform; undefined where nothing is. */
export function terraformHoverAt(text: string, position: Position, around: TerraformSurroundings): Hover | undefined {
  const word = wordAround(text, offsetAt(text, position));
  return word === undefined ? undefined : hoverOf(text, word, linesFor(text, word.text, word.start, around));
}

function linesFor(text: string, word: string, start: number, around: TerraformSurroundings): readonly string[] {
  const { frames, expects, head, heredoc } = terraformCursorAt(text, start + word.length);
  if (heredoc !== undefined) return valueLines(word, around);
  const inside = insideOf(frames);
  if (expects === 'label') return headLines(head, word);
  const isName = looseTerraform(text).items.some((each) => each.start === start && each.name === word);
  if (isName || expects === 'item') {
    const slot = slotsOf(inside, around).find(({ name }) => name === word);
    const owner = [...inside.head.slice(0, 2).slice(-1), ...inside.inner].join('.');
    return slot === undefined ? [] : [`**${word}** of \`${owner}\``, slotWords(slot)];
  }
  if (policyPath(frames) !== undefined && /^[\w-]+:[\w/-]+$/.test(word)) {
    const lines = conditionLines(word);
    if (lines.length > 0) return lines;
  }
  return referenceLines(text, word, around) ?? functionLines(word) ?? valueLines(word, around);
}

/** About a type in the head of a block. */
function headLines([kind]: readonly string[], word: string): readonly string[] {
  if (kind === 'data')
    return DATA_WORDS[word] === undefined ? [] : [`Data source \`${word}\``, 'The world of this lab answers it.'];
  const type = kind === 'resource' ? terraformType(word) : undefined;
  if (kind !== 'resource' || !/^[a-z]+_/.test(word)) return [];
  if (type === undefined) return [`\`${word}\``, 'Drawn on the map, not simulated.'];
  const required = (type.required ?? '').split(' ').filter((each) => each !== '');
  return [
    `\`${word}\`: ${type.becomes ?? 'adds to what it names'}`,
    required.length === 0 ? 'No argument is required.' : `Required: ${required.map((each) => `\`${each}\``).join(', ')}`,
  ];
}

function referenceLines(text: string, word: string, { others = [] }: TerraformSurroundings): readonly string[] | undefined {
  const found = [text, ...others].flatMap((each) => {
    const thing = declaredInTerraform(each).find(({ address }) => word === address || word.startsWith(`${address}.`));
    return thing === undefined ? [] : [{ thing, text: each }];
  });
  const [first] = found;
  if (first === undefined) return undefined;
  const { thing } = first;
  const line = first.text === text ? [`Line ${positionAt(text, thing.start).line}`] : ['In another file of this configuration.'];
  return [`\`${thing.address}\`: ${thing.type}`, ...line, ...attributeLines(thing, word)];
}

function attributeLines(thing: DeclaredThing, word: string): readonly string[] {
  const [name = ''] = word.slice(thing.address.length + 1).split(/[.[]/);
  if (name === '' || (thing.kind !== 'resource' && thing.kind !== 'data')) return [];
  return attributesOf(thing).includes(name) ? [] : [`No attribute \`${name}\` of it is known here.`];
}

const functionLines = (word: string): readonly string[] | undefined =>
  Object.hasOwn(FUNCTIONS, word) ? [`\`${word}\`: function of the language`] : undefined;
