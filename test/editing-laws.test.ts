import { expect, test } from 'vitest';
import { contentOf } from '../app/_server/content.ts';
import { cursorAt } from '../engine/editing/loose.ts';
import {
  type Completions,
  completionsAt,
  extentsIn,
  formatted,
  gradePrepared,
  labsOf,
  type PreparedLab,
  prepareLab,
} from '../engine/index.ts';

const labs = labsOf(contentOf({ root: new URL('../content', import.meta.url).pathname }).course);
const prepared = labs.map((lab) => prepareLab(lab, 'v'));
const startOf = ({ lab }: PreparedLab) => lab.files.map(({ path, start }) => ({ path, text: start }));
/** What is given is only read, and never put in shape. */
const isOpen = ({ lab }: PreparedLab, path: string) => lab.files.find((file) => file.path === path)?.fixed !== true;
const comments = (text: string) => (text.match(/(^|\s)#.*$/gm) ?? []).map((each) => each.trim());
const placesOfSpans = (_key: string, value: unknown) =>
  typeof value === 'object' && value !== null && 'start' in value && 'end' in value ? null : value;

test.each(prepared.map((each) => [each.lab.id, each] as const))(
  '%s: a text in one shape means the same and keeps its comments',
  (_id, lab) => {
    for (const file of startOf(lab).filter((each) => isOpen(lab, each.path))) {
      const shaped = formatted(file.text);
      expect(shaped).toBeDefined();
      expect(comments(shaped ?? '')).toEqual(comments(file.text));
      expect(formatted(shaped ?? '')).toBe(shaped);
    }
    const shaped = startOf(lab).map(({ path, text }) => ({ path, text: isOpen(lab, path) ? (formatted(text) ?? '') : text }));
    expect(JSON.stringify(gradePrepared(lab, shaped), placesOfSpans)).toBe(
      JSON.stringify(gradePrepared(lab, startOf(lab)), placesOfSpans),
    );
  },
);

test('each resource of each start has its lines, and no line belongs to two', () => {
  for (const { lab } of prepared)
    for (const { start } of lab.files) {
      const extents = extentsIn(start);
      expect([lab.id, extents.length]).toEqual([lab.id, (start.match(/^ {2}[\w:]+:(?: \{.*\})?$/gm) ?? []).length]);
      for (const [index, extent] of extents.entries())
        expect(extent.firstLine).toBeGreaterThan(extents[index - 1]?.lastLine ?? 0);
    }
});

test('at any place of any start, whatever is cut off behind it, completions are worked out and stand at the cursor', () => {
  for (const { lab } of prepared)
    for (const { start } of lab.files)
      for (let offset = 0; offset < start.length; offset += 97) {
        const text = start.slice(0, offset);
        const lines = text.split('\n');
        const position = { line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
        const found: Completions = completionsAt(text, position, { world: lab.world });
        expect(found.to).toEqual(position);
        expect(cursorAt(text, offset).start).toBeLessThanOrEqual(offset);
      }
});
