import type { Located } from '../../template/tree.ts';
import { list, type Marks, map, NO_MARKS, scalar, unknown, type Value } from './value.ts';

/** A tree that was made elsewhere as a value; what is an attribute of an instance keeps that, and is known only after apply. */
export function valueOfTree(node: Located): Value {
  const ref = node.kind === 'scalar' || node.kind === 'unknown' ? node.ref : undefined;
  const marks: Marks = ref === undefined ? NO_MARKS : { sources: [ref.logicalId], computed: ref.attribute !== undefined };
  switch (node.kind) {
    case 'scalar':
      return { ...scalar(node.value, marks), ref };
    case 'unknown':
      return unknown(node.reason, marks, ref);
    case 'list':
      return list(node.items.map(valueOfTree));
    case 'map':
      return map(new Map([...node.entries.values()].map(({ key, value }): [string, Value] => [key, valueOfTree(value)])));
  }
}
