import { sha256 } from '../functions/sums.ts';
import { utf8 } from '../functions/utf8.ts';
import { answer, assume, type DataSource, filtersOf, hasUnknown, textArgument, textsOf } from './data-source.ts';

/** An id of the form that AWS's have, the same for the same words. */
const idFrom = (words: string): string =>
  sha256(utf8(words))
    .slice(0, 9)
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .slice(0, 17);

/** `aws_ami`: some image; which one it is decides nothing of a network. */
export const ami: DataSource = (question) => {
  if (hasUnknown(question.args)) return undefined;
  const filters = filtersOf(question);
  const [name = 'image'] = filters.get('name') ?? [];
  const [owner = 'amazon'] = textsOf(question.args.entries.get('owners'));
  const id = `ami-${idFrom(`${question.provider.region} ${owner} ${JSON.stringify([...filters])}`)}`;
  assume(question, `The image is taken to be there, as \`${id}\`.`);
  const [architecture = 'x86_64'] = filters.get('architecture') ?? [];
  const arn = `arn:aws:ec2:${question.provider.region}::image/${id}`;
  return answer(
    { id, image_id: id, arn, name, architecture, owner_id: owner, root_device_name: '/dev/xvda', state: 'available' },
    true,
  );
};

/** `aws_ssm_parameter`: the id of an image where the name is that of one; any other value is not known. */
export const ssmParameter: DataSource = (question) => {
  const name = textArgument(question, 'name');
  if (name === undefined) return undefined;
  const { region, account } = question.provider;
  const known = {
    id: name,
    name,
    arn: `arn:aws:ssm:${region}:${name.startsWith('/aws/') ? '' : account}:parameter${name.startsWith('/') ? '' : '/'}${name}`,
  };
  if (!/\bami\b|ami-|image/i.test(name)) return answer(known, true);
  const value = `ami-${idFrom(`${region} ${name}`)}`;
  assume(question, `The parameter is taken to be there, with the image \`${value}\`.`);
  return answer({ ...known, value, insecure_value: value, type: 'String', version: 1 }, true);
};
