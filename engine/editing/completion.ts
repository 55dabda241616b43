import type { Cursor } from './loose.ts';
import type { Declared, Surroundings } from './surroundings.ts';

export const COMPLETION_KINDS = ['property', 'type', 'value', 'reference', 'function'] as const;

/** Something that may stand at a place. */
export interface Completion {
  readonly label: string;
  readonly insert: string;
  readonly kind: (typeof COMPLETION_KINDS)[number];
  /** A few words beside the label. */
  readonly detail: string;
}

/** What completions are made from. */
export interface Place {
  readonly cursor: Cursor;
  readonly notation: 'yaml' | 'json' | 'hcl';
  readonly declared: Declared;
  readonly surroundings: Surroundings;
}

/** A key as the notation wants it. */
export function key({ cursor, notation }: Place, name: string, detail: string): Completion {
  return { label: name, insert: cursor.quoted ? name : keyIn(notation, name), kind: 'property', detail };
}

function keyIn(notation: Place['notation'], name: string): string {
  if (notation === 'yaml') return `${/[{}*#]/.test(name) ? `"${name}"` : name}: `;
  return notation === 'json' ? `"${name}": ` : `${/^[A-Za-z_][\w-]*$/.test(name) ? name : `"${name}"`} = `;
}

/** A value as the notation wants it; quoted where YAML would read something else. */
export function value({ cursor, notation }: Place, text: string, detail: string, kind: Completion['kind'] = 'value'): Completion {
  const bare = cursor.quoted || (notation === 'yaml' && /^[A-Za-z][\w.:/*-]*$/.test(text) && !/:$/.test(text));
  return { label: text, insert: bare ? text : `"${text}"`, kind, detail };
}
