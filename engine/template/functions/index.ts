import type { TemplateFunction } from '../scope.ts';
import { cidr, getAzs, length, select } from './lists.ts';
import { and, choose, equals, not, or } from './logic.ts';
import { findInMap, getAtt, importValue, needsLanguageExtensions, ref, transform } from './lookups.ts';
import { sub } from './sub.ts';
import { base64, join, split, toJsonString } from './text.ts';

const jsonText: TemplateFunction = (argument, span, scope) => {
  needsLanguageExtensions('function Fn::ToJsonString', { span }, scope);
  return toJsonString(argument, span, scope);
};

/**
 * Every function that may stand for a value, by its long name.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html
 */
export const FUNCTIONS: ReadonlyMap<string, TemplateFunction> = new Map([
  ['Ref', ref],
  ['Fn::And', and],
  ['Fn::Base64', base64],
  ['Fn::Cidr', cidr],
  ['Fn::Equals', equals],
  ['Fn::FindInMap', findInMap],
  ['Fn::GetAtt', getAtt],
  ['Fn::GetAZs', getAzs],
  ['Fn::If', choose],
  ['Fn::ImportValue', importValue],
  ['Fn::Join', join],
  ['Fn::Length', length],
  ['Fn::Not', not],
  ['Fn::Or', or],
  ['Fn::Select', select],
  ['Fn::Split', split],
  ['Fn::Sub', sub],
  ['Fn::ToJsonString', jsonText],
  ['Fn::Transform', transform],
]);
