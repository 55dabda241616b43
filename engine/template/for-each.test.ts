import { describe, expect, test } from 'vitest';
import { resolved } from './toy-environment.ts';

const HEAD = `Transform: AWS::LanguageExtensions
Parameters:
  Letters: { Type: CommaDelimitedList, Default: "A,B" }
`;
const ids = (text: string) => Object.keys(resolved(HEAD + text).resources);

describe('Fn::ForEach', () => {
  test('makes a resource for each item of a list', () =>
    expect(ids('Resources:\n  Fn::ForEach::All: [X, [a, b], { "It${X}": { Type: X } }]\n')).toEqual(['Ita', 'Itb']));
  test('takes a parameter as its collection, and puts the item in by Ref, in Sub and in any text', () => {
    const { resources, remarks } = resolved(
      `${HEAD}Resources:\n  Fn::ForEach::All: [X, !Ref Letters, { "It&{X}": { Type: X, Properties: { A: !Ref X, B: !Sub "\${X}-\${AWS::Region}", C: "\${X}" } } }]\n`,
    );
    expect(remarks).toEqual([]);
    expect(resources.ItB?.properties).toEqual({ A: 'B', B: 'B-us-east-1', C: 'B' });
  });
  test('stands within another', () =>
    expect(
      ids(
        'Resources:\n  Fn::ForEach::Outer: [X, [a, b], { "Fn::ForEach::Inner": [Y, [1, 2], { "It${X}${Y}": { Type: X } }] }]\n',
      ),
    ).toEqual(['Ita1', 'Ita2', 'Itb1', 'Itb2']));
  test('others may refer to what it makes', () =>
    expect(
      resolved(
        `${HEAD}Resources:\n  One: { Type: X, Properties: { V: !Ref Itb } }\n  Fn::ForEach::All: [X, [a, b], { "It\${X}": { Type: X } }]\n`,
      ).remarks,
    ).toEqual([]));
  test('without the transform it is named and left', () =>
    expect(resolved('Resources:\n  A: { Type: X }\n  Fn::ForEach::All: [X, [a], { "It${X}": { Type: X } }]\n').remarks).toEqual([
      'TRANSFORM_NOT_APPLIED Fn::ForEach::All',
    ]));
  test.each([
    ['a list of two', '[X, [a]]', 'INVALID_FUNCTION Fn::ForEach::All'],
    ['a collection that is no list', '[X, a, { "It${X}": { Type: X } }]', 'INVALID_FUNCTION a'],
  ])('%s is refused', (_what, written, remark) =>
    expect(resolved(`${HEAD}Resources:\n  A: { Type: X }\n  Fn::ForEach::All: ${written}\n`).remarks).toEqual([remark]),
  );
  test('loops that multiply without end are refused', () => {
    const letters = '[a, b, c, d, e, f, g, h, i, j]';
    let body = '{ "It${A}${B}${C}${D}${E}": { Type: X } }';
    for (const name of 'EDCBA') body = `{ "Fn::ForEach::L${name}": [${name}, ${letters}, ${body}] }`;
    const { remarks } = resolved(`${HEAD}Resources:\n  R: { Type: X }\n  Fn::ForEach::All: [Z, [a], ${body}]\n`);
    expect(remarks).toEqual([expect.stringMatching(/^VALUE_TOO_LARGE/)]);
  });
});
