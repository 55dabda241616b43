import type { Id } from '../network/model.ts';
import type { Declared } from '../resources/kind.ts';
import type { Stack } from '../stack/deploy.ts';
import { stackOf, withoutStack } from '../stack/stack-of.ts';

/** A thing to write out, under the name that it gets there. */
export interface Named {
  readonly name: string;
  readonly declared: Declared;
}

/** Everything that is written into one template: what was declared in one stack. */
export interface Part {
  /** Empty where there is one stack. */
  readonly stack: string;
  readonly things: readonly Named[];
}

/** The stacks' things under logical ids that CloudFormation takes, each once in its stack. */
export function partsOf({ resources }: Pick<Stack, 'resources'>): readonly Part[] {
  const parts = new Map<string, { readonly things: Named[]; readonly taken: Set<string> }>();
  for (const declared of resources) {
    const hasStack = declared.type.startsWith('AWS::') && declared.logicalId !== declared.physicalId;
    const stack = hasStack ? stackOf(declared.logicalId) : '';
    const part = parts.get(stack) ?? { things: [], taken: new Set() };
    const name = freeName(stack === '' ? declared.logicalId : withoutStack(declared.logicalId), declared.type, part.taken);
    part.taken.add(name);
    part.things.push({ name, declared });
    parts.set(stack, part);
  }
  return [...parts].map(([stack, { things }]) => ({ stack, things }));
}

function freeName(written: string, type: string, taken: ReadonlySet<string>): string {
  const short = type.split('::').at(-1) ?? 'Thing';
  const isPlain = /^[A-Za-z0-9]{1,255}$/.test(written);
  const bare = isPlain ? written : `${/^[a-z-]+-[0-9a-f]+$/.test(written) ? '' : short}${titled(written)}`.slice(0, 200);
  let name = bare;
  for (let next = 2; taken.has(name); next += 1) name = `${bare}${next}`;
  return name;
}

/** `subnet-0ab/10.0.0.0/8` is `Subnet0ab1000008`: words begin with a capital letter, everything else goes. */
const titled = (text: string): string =>
  text
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join('');

/** Where each AWS id leads: the stack and the name of what has it. */
export function holdersOf(parts: readonly Part[]): ReadonlyMap<Id, { readonly stack: string; readonly named: Named }> {
  return new Map(
    parts.flatMap(({ stack, things }) => things.map((named) => [named.declared.physicalId, { stack, named }] as const)),
  );
}
