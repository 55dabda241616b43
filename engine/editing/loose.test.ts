import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cursorAt, looseEntries } from './loose.ts';

/** The cursor at the bar of a text. */
const at = (text: string) => cursorAt(text.replace('|', ''), text.indexOf('|'));

const BLOCK = `Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
      Tags:
        - Key: Name
          Value: x
  Rt:
    Type: AWS::EC2::RouteTable
`;

describe('a cursor knows what it stands in', () => {
  test.each([
    ['|', { path: [], expects: 'key', typed: '' }],
    ['Res|', { path: [], expects: 'either', typed: 'Res' }],
    ['Resources:\n  Vpc:\n    Ty|', { path: ['Resources', 'Vpc'], typed: 'Ty' }],
    [
      'Resources:\n  Vpc:\n    Type: AWS::EC2::V|',
      { path: ['Resources', 'Vpc', 'Type'], expects: 'value', typed: 'AWS::EC2::V' },
    ],
    ['Resources:\n  Vpc:\n    Type: X\n    |', { path: ['Resources', 'Vpc'], expects: 'key' }],
    ['Resources:\n  Vpc:\n    Properties:\n      |', { path: ['Resources', 'Vpc', 'Properties'], expects: 'either' }],
    ['A:\n  Id: !Ref V|', { path: ['A', 'Id'], tag: '!Ref', typed: 'V', expects: 'value' }],
    ['A:\n  Id: !Re|', { path: ['A', 'Id'], tag: '', typed: '!Re' }],
    ['A:\n  Ids: [!Ref X, !Ref |', { path: ['A', 'Ids', '1'], tag: '!Ref', typed: '', expects: 'value' }],
    ['A:\n  Ids: [|', { path: ['A', 'Ids', '0'], expects: 'value' }],
    ['A:\n  - !Ref X\n  - !Ref Y|', { path: ['A', '1'], tag: '!Ref', typed: 'Y' }],
    ['A:\n- B: 1\n- C|', { path: ['A', '1'], typed: 'C' }],
    ['A: { B: 1, C: { D|', { path: ['A', 'C'], expects: 'key', typed: 'D' }],
    ['A: { B: 1, C|', { path: ['A'], expects: 'key', typed: 'C' }],
    ['A: { B: tr|', { path: ['A', 'B'], expects: 'value', typed: 'tr' }],
    ['{ "A": { "B": "s3:Get|', { path: ['A', 'B'], expects: 'value', typed: 's3:Get', quoted: true }],
    ['{ "A": [ { "B": 1 }, { "C|', { path: ['A', '1'], expects: 'key', typed: 'C', quoted: true }],
    ['A: "s3:|', { path: ['A'], typed: 's3:', quoted: true }],
    ['A: # words\n  B|', { path: ['A'], typed: 'B' }],
    ['A: >-\n  some text\nB: x|', { path: ['B'], typed: 'x' }],
  ])('%s', (text, cursor) => expect(at(text)).toMatchObject(cursor));
});

test('every key is found with its value, in blocks and in brackets alike', () => {
  const rows = looseEntries(BLOCK).map(({ path, value }) => [path.join('/'), value]);
  expect(rows).toContainEqual(['Resources/Vpc/Type', 'AWS::EC2::VPC']);
  expect(rows).toContainEqual(['Resources/Vpc/Properties/Tags/0/Value', 'x']);
  expect(rows).toContainEqual(['Resources/Rt/Type', 'AWS::EC2::RouteTable']);
  const flow = looseEntries('{"Resources": {"Vpc": {"Type": "AWS::EC2::VPC", "Properties": {"A": {"Ref": "X"}}}}}');
  expect(flow.map(({ path, value }) => [path.join('/'), value])).toContainEqual(['Resources/Vpc/Type', 'AWS::EC2::VPC']);
});

test('a value knows where it stands, with its tag', () => {
  const text = 'A: !Ref Vpc # note';
  const [entry] = looseEntries(text);
  expect(text.slice(entry?.valueStart, entry?.end)).toBe('!Ref Vpc');
});

test('any text is read to its end, whatever it holds', () => {
  const sign = fc.constantFrom(...'AbZ09:-,{}[]"\'!#|>& \n\t\\'.split(''));
  fc.assert(
    fc.property(fc.array(sign, { maxLength: 60 }), fc.nat(60), (signs, offset) => {
      const text = signs.join('');
      looseEntries(text);
      expect(cursorAt(text, Math.min(offset, text.length)).start).toBeLessThanOrEqual(text.length);
    }),
    { numRuns: 400 },
  );
});
