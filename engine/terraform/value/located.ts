import { type Located, type LocatedEntry, scalarAt, unknownAt } from '../../template/tree.ts';
import { type Place, spanOf } from '../syntax/ast.ts';
import type { Value } from './value.ts';

/**
 * `value` as a tree with places; what stands nowhere itself stands at `place`. Null entries of maps are kept, as they may mean
 * something within an argument. `spend` is told of each part and may refuse to go on.
 */
export function located(value: Value, place: Place, spend: (parts: number) => boolean): Located {
  const here = value.place ?? place;
  const span = spanOf(here);
  if (!spend(1)) return unknownAt('too large', span);
  switch (value.kind) {
    case 'scalar':
      return scalarAt(value.value, span, value.ref);
    case 'unknown':
      return unknownAt(value.reason, span, value.ref);
    case 'list':
      return { kind: 'list', items: value.items.map((item) => located(item, here, spend)), span };
    case 'map': {
      const entries = new Map<string, LocatedEntry>();
      for (const [key, item] of value.entries) {
        const inner = located(item, here, spend);
        const keyPlace = value.keyPlaces?.get(key);
        entries.set(key, { key, keySpan: keyPlace === undefined ? inner.span : spanOf(keyPlace), value: inner });
      }
      return { kind: 'map', entries, span };
    }
    case 'lazy': {
      const whole = value.whole();
      return whole === undefined || whole.kind === 'lazy' ? unknownAt('no value', span, value.ref) : located(whole, here, spend);
    }
  }
}
