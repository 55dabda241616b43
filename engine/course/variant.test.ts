import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseAddress } from '../ip/address.ts';
import { contains, parseCidr } from '../ip/cidr.ts';
import { worldSchema } from '../world.ts';
import type { CourseLab } from './course.ts';
import { type Parameters, parametersSchema } from './format/parameters.ts';
import type { Ask } from './mark.ts';
import type { Question } from './question.ts';
import { toyLab } from './toy.ts';
import { drawLab, drawQuestion, unfilledIn } from './variant.ts';

const head = { id: 'Q1', facts: ['B6'], examTasks: [] };
const template = (written: Question, parameters: object): Question => ({
  ...written,
  template: { parameters: parametersSchema.parse(parameters), written },
});
const fillIn = (stem: string, more: object = {}): Question => ({
  ...{ ...head, kind: 'fill-in', stem, accepted: ['x'], reason: 'r', nearMisses: [] },
  ...more,
});
const stemOf = (question: Question, seed: string): string => {
  const drawn = drawQuestion(question, seed);
  return drawn.ok ? drawn.value.stem : `refused: ${drawn.errors.join()}`;
};
const seeds = fc.string({ maxLength: 12 });

describe('a seed', () => {
  const asked = template(fillIn('{{name}} of {{service.name}} in {{net}}'), {
    name: ['A', 'B', 'C', 'D'],
    service: [{ name: 'sqs' }, { name: 'kms' }],
    net: { cidr: '10.0.0.0/8', length: 16 },
  });

  test('draws the same variant each time', () =>
    fc.assert(
      fc.property(seeds, (seed) => {
        const [first, second] = [drawQuestion(asked, seed), drawQuestion(asked, seed)];
        expect(second).toEqual(first);
      }),
    ));

  test('leaves no placeholder', () =>
    fc.assert(
      fc.property(seeds, (seed) => {
        const drawn = drawQuestion(asked, seed);
        expect(drawn.ok && unfilledIn(drawn.value)).toEqual([]);
      }),
    ));

  test('of many draws many variants', () =>
    expect(new Set(Array.from({ length: 60 }, (_, index) => stemOf(asked, `${index}`))).size).toBeGreaterThan(40));

  test('draws from a variant what it draws from its template', () => {
    const other = drawQuestion(asked, 'other');
    expect(other.ok && stemOf(other.value, 'seed')).toBe(stemOf(asked, 'seed'));
  });

  test('draws nothing from a question without parameters', () => {
    const plain = fillIn('As it is, with {{braces}}');
    expect(drawQuestion(plain, 'x')).toEqual({ ok: true, value: plain });
  });
});

describe('a value', () => {
  const drawn = (parameters: Parameters | object, text: string, seed: string) => stemOf(template(fillIn(text), parameters), seed);
  const inside = (block: string, text: string) => {
    const [cidr, address] = [parseCidr(block), parseAddress(text)];
    return cidr !== undefined && address !== undefined && contains(cidr, address);
  };

  test('that is a block lies inside its block, aligned and with its length', () =>
    fc.assert(
      fc.property(seeds, fc.integer({ min: 9, max: 28 }), (seed, length) => {
        const block = drawn({ net: { cidr: '10.0.0.0/8', length } }, '{{net}}', seed);
        expect(parseCidr(block)?.length).toBe(length);
        expect(inside('10.0.0.0/8', block.split('/')[0] ?? '')).toBe(true);
      }),
    ));

  test('that is an address lies in the block that was drawn before, and is none that AWS keeps', () =>
    fc.assert(
      fc.property(seeds, (seed) => {
        const [net = '', ip = ''] = drawn(
          { net: { cidr: '10.0.0.0/8', length: 28 }, ip: { address: '{{net}}' } },
          '{{net}} {{ip}}',
          seed,
        ).split(' ');
        const offset = Number(ip.split('.')[3]) - Number(net.split(/[./]/)[3]);
        expect(inside(net, ip) && offset >= 4 && offset <= 14).toBe(true);
      }),
    ));

  test('that is a number is one of the steps', () =>
    fc.assert(
      fc.property(seeds, (seed) => [10, 15, 20].includes(Number(drawn({ n: { min: 10, max: 24, step: 5 } }, '{{n}}', seed)))),
    ));

  test('that is several are different ones', () =>
    fc.assert(
      fc.property(seeds, (seed) => {
        const [a, b] = drawn({ z: { some: ['a', 'b', 'c'], take: 2 } }, '{{z.1}} {{z.2}}', seed).split(' ');
        expect(a).not.toBe(b);
      }),
    ));

  test('that is an id looks like one of AWS', () =>
    expect(drawn({ id: { id: 'vpce' } }, '{{id}}', 's')).toMatch(/^vpce-0[0-9a-f]{16}$/));
});

describe('a draw is refused', () => {
  const predict = (first: string): Question => ({
    ...head,
    kind: 'predict',
    stem: 'What?',
    configuration: { files: [{ path: 'x', text: '{{outcome}}' }], world: worldSchema.parse({}) },
    probe: { kind: 'cost' },
    options: [
      { id: 'a', text: 'A', answer: { outcome: first }, reason: 'r' },
      { id: 'b', text: 'B', answer: { outcome: 'timeout' }, reason: 'r' },
    ],
  });
  const asking: Ask = (configuration) => ({ id: '', outcome: configuration.files[0]?.text as 'allowed' });

  test('while not exactly one option is what the engine answers, and the next is taken', () => {
    const asked = template(predict('allowed'), { outcome: ['allowed', 'timeout', 'accessDenied', 'nameError'] });
    for (const seed of ['1', '2', '3', '4', '5', '6']) {
      const drawn = drawQuestion(asked, seed, asking);
      expect(drawn.ok && drawn.value.kind === 'predict' && drawn.value.configuration.files[0]?.text).toMatch(
        /^(allowed|timeout)$/,
      );
    }
  });

  test.each<readonly [string, Question, RegExp]>([
    [
      'for ever where no draw has an answer',
      template(predict('allowed'), { outcome: ['nameError', 'accessDenied'] }),
      /none of its/,
    ],
    [
      'where two options are right',
      template(predict('{{outcome}}'), { outcome: ['timeout', 'timeout'] }),
      /a and b are both right/,
    ],
    ['where a name is filled by nothing', template(fillIn('{{nobody}}'), { a: ['1', '2'] }), /nothing fills \{\{nobody\}\}/],
    [
      'where an accepted answer is a near miss',
      template(fillIn('x', { accepted: ['{{a}}'], nearMisses: [{ when: '1', reason: 'r' }] }), { a: ['1', '1'] }),
      /a near miss/,
    ],
    [
      'where two choices say the same',
      template(
        {
          ...{ ...head, kind: 'order', stem: 'x' },
          items: [
            { id: 'a', text: '{{a}}', reason: 'r' },
            { id: 'b', text: '1', reason: 'r' },
          ],
        },
        { a: ['1', '1'] },
      ),
      /say the same/,
    ],
  ])('%s', (_law, asked, reason) => {
    const drawn = drawQuestion(asked, 'seed', asking);
    expect(drawn.ok ? '' : drawn.errors.join()).toMatch(reason);
  });
});

test('a lab is drawn whole: brief, start, world with its keys, checks and what is secret', () => {
  const at = () => ({ file: 'x', start: { line: 1, column: 1 }, end: { line: 1, column: 1 } });
  const written: CourseLab = {
    ...toyLab({
      brief: 'Read {{table}}.',
      files: [{ path: 'network.yaml', start: '{{table}} 10.{{n}}.0.0/16' }],
      world: worldSchema.parse({ resources: { 'arn:aws:s3:::{{table}}': { account: '1' } } }),
    }),
    concepts: [],
    seeds: [],
    folder: 'x',
    at,
    secrets: { hints: { look: '{{table}}', principle: '', next: '', worked: '' }, solutions: [], wrong: [] },
  };
  const lab: CourseLab = {
    ...written,
    template: { written, parameters: parametersSchema.parse({ table: ['a', 'b', 'c'], n: { min: 1, max: 200 } }) },
  };
  const drawn = drawLab(lab, 'seed');
  expect(drawLab(drawn, 'seed')).toEqual(drawn);
  expect(unfilledIn(drawn)).toEqual([]);
  expect(drawn.at).toBe(at);
  const table = drawn.secrets.hints.look;
  expect([drawn.brief, Object.keys(drawn.world.resources)]).toEqual([`Read ${table}.`, [`arn:aws:s3:::${table}`]]);
});
