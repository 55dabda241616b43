import type { Diagnostic, Span } from '../../diagnostic.ts';
import { removing, restoring } from '../extents.ts';
import { type Fix, type FixedText, named, serviceName, spelling, textWithin } from '../fixes.ts';
import { offsetAt, positionAt } from '../surroundings.ts';
import type { TerraformSurroundings } from './completions.ts';
import { declaredInTerraform } from './declared.ts';
import { terraformExtentsIn } from './extents.ts';
import { looseTerraform } from './loose.ts';
import { meantResources } from './meant.ts';

/** What mends `diagnostic` in a text of Terraform without solving anything: the same kinds of edits as in a template. */
export function terraformFixesOf(diagnostic: Diagnostic, text: FixedText, around: TerraformSurroundings): readonly Fix[] {
  if (diagnostic.code === 'LOCKED_PART_CHANGED') return lockFixes(diagnostic, text);
  const { span } = diagnostic;
  if (span === undefined || span.file !== text.file) return [];
  return [
    ...spelling(diagnostic, span, text),
    ...missingArgument(diagnostic, span, text, around),
    ...quotedReference(span, text, around),
    ...serviceName(diagnostic, span, text, around),
  ];
}

const declaredAround = (text: string, { others = [] }: TerraformSurroundings) => [text, ...others].flatMap(declaredInTerraform);

/** A required argument that is not there: its line, the first of its block. */
function missingArgument(
  { code, message }: Diagnostic,
  span: Span,
  { text, file }: FixedText,
  around: TerraformSurroundings,
): readonly Fix[] {
  const missing = code === 'MISSING_ARGUMENT' ? /needs `(\w+)`/.exec(message)?.[1] : undefined;
  const block = looseTerraform(text).blocks.find((each) => each.start === offsetAt(text, span.start));
  if (missing === undefined || block === undefined || text[block.open + 1] !== '\n') return [];
  const own = block.head.slice(1).join('.');
  const { types, by } = meantResources({ head: block.head, inner: [] }, missing);
  const target = declaredAround(text, around).find(
    ({ type, kind, address }) => kind === 'resource' && types.has(type) && address !== own,
  );
  const value = target === undefined ? '""' : `${target.address}.${by}`;
  const at = positionAt(text, block.open + 2);
  return [{ title: `Add \`${missing}\``, edits: [{ span: { file, start: at, end: at }, text: `  ${missing} = ${value}\n` }] }];
}

/** An address that stands in quotes where a reference is meant. */
function quotedReference(span: Span, fixed: FixedText, around: TerraformSurroundings): readonly Fix[] {
  const inside = /^"([a-z]\w*(?:\.[\w[\]-]+)+)"$/.exec(textWithin(fixed, span).trim())?.[1];
  const isKnown = declaredAround(fixed.text, around).some(
    ({ address }) => inside === address || inside?.startsWith(`${address}.`),
  );
  return inside === undefined || !isKnown ? [] : [{ title: `Refer to it: \`${inside}\``, edits: [{ span, text: inside }] }];
}

/** A given block comes back; one that may not be added goes. */
function lockFixes({ message, span }: Diagnostic, { text, file, start = '' }: FixedText): readonly Fix[] {
  const name = named(message);
  if (name === undefined) return [];
  const meant = addressOf(name, terraformExtentsIn(start)) ?? addressAt(text, span?.file === file ? span : undefined);
  if (meant === undefined) return [];
  const edits = restoring(start, text, file, meant, terraformExtentsIn);
  if (edits.length > 0) return [{ title: `Restore \`${meant}\``, edits }];
  const gone = removing(text, file, meant, terraformExtentsIn);
  return gone.length === 0 ? [] : [{ title: `Remove \`${meant}\``, edits: gone }];
}

const plain = (name: string): string => name.replace(/[^A-Za-z0-9]/g, '').toLowerCase();

/** The block that goes by `name`: its address, or a name of the lab that its label is. */
const addressOf = (name: string, extents: ReturnType<typeof terraformExtentsIn>): string | undefined =>
  extents.find(({ logicalId }) => name === logicalId || name.startsWith(`${logicalId}.`))?.logicalId ??
  extents.find(({ logicalId }) => plain(logicalId.split('.')[1] ?? '') === plain(name))?.logicalId;

const addressAt = (text: string, span: Span | undefined): string | undefined =>
  terraformExtentsIn(text).find(
    ({ firstLine, lastLine }) => span !== undefined && firstLine <= span.start.line && span.start.line <= lastLine,
  )?.logicalId;
