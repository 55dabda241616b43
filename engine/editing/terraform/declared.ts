import { DATA_WORDS } from '../../terraform/data/words.ts';
import { terraformType } from '../../terraform/types/index.ts';
import { type LooseBlock, looseTerraform } from './loose.ts';

/** Something that a configuration declares, and by which address it is referred to. */
export interface DeclaredThing {
  readonly address: string;
  /** What it is, in a word: its type, or `variable`, `local`, `module`, `provider`. */
  readonly type: string;
  readonly kind: 'resource' | 'data' | 'variable' | 'local' | 'module' | 'provider';
  /** The offset in its own text. */
  readonly start: number;
}

/** Everything that one text declares, in its order. */
export function declaredInTerraform(text: string): readonly DeclaredThing[] {
  const { blocks, items } = looseTerraform(text);
  return blocks.flatMap((block) => declaredBy(block, items, text));
}

function declaredBy(
  { head, start, open }: LooseBlock,
  items: ReturnType<typeof looseTerraform>['items'],
  text: string,
): readonly DeclaredThing[] {
  const [kind = '', first = '', second = ''] = head;
  const inside = items.filter(({ within }) => within === open);
  switch (kind) {
    case 'resource':
      return second === '' ? [] : [{ address: `${first}.${second}`, type: first, kind, start }];
    case 'data':
      return second === '' ? [] : [{ address: `data.${first}.${second}`, type: first, kind, start }];
    case 'variable':
      return first === '' ? [] : [{ address: `var.${first}`, type: kind, kind, start }];
    case 'module':
      return first === '' ? [] : [{ address: `module.${first}`, type: kind, kind, start }];
    case 'locals':
      return inside.map(({ name, start: at }) => ({ address: `local.${name}`, type: 'local', kind: 'local', start: at }));
    case 'provider': {
      const alias = /^\s*alias\s*=\s*"([\w-]+)"/m.exec(text.slice(open))?.[1];
      return inside.some(({ name }) => name === 'alias') && alias !== undefined
        ? [{ address: `${first}.${alias}`, type: kind, kind, start }]
        : [];
    }
  }
  return [];
}

/** What may be read of a thing by a dot: computed attributes first, then what may be written. */
export function attributesOf({ kind, type }: DeclaredThing): readonly string[] {
  if (kind === 'data') return (DATA_WORDS[type]?.attributes ?? '').split(' ');
  if (kind !== 'resource') return [];
  const known = terraformType(type);
  const written = (known?.others ?? '').split(' ').filter((each) => each !== '' && !each.endsWith('*'));
  const all = ['id', ...Object.keys(known?.attributes ?? {}), ...Object.keys(known?.arguments ?? {}), ...written];
  return [...new Set(all)];
}
