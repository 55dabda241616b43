const TRUE = /^(?:true|True|TRUE|yes|Yes|YES|on|On|ON)$/;
const FALSE = /^(?:false|False|FALSE|no|No|NO|off|Off|OFF)$/;
const NULL = /^(?:|~|null|Null|NULL)$/;

/**
 * What an unquoted YAML scalar means to CloudFormation, which reads YAML 1.1: `yes` and `off` are truth values. A number is a number
 * only where its spelling survives: the account `012345678901`, `0755`, `1:30`, `1.10`, `1e3`, `2012-10-17` and what is too large to
 * count exactly stay text.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-formats.html
 */
export function plainScalar(source: string): string | number | boolean | null {
  if (NULL.test(source)) return null;
  if (TRUE.test(source)) return true;
  if (FALSE.test(source)) return false;
  return numberOrText(source);
}

/** The number that `source` spells, or `source` itself where another spelling would come back. */
export function numberOrText(source: string): string | number {
  if (!/^-?\d/.test(source)) return source;
  const value = Number(source);
  return String(value) === source && (Number.isSafeInteger(value) || source.includes('.')) ? value : source;
}
