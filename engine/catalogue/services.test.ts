import { expect, test } from 'vitest';
import { defaultNameOf } from './service-names.ts';
import { serviceOfAction } from './services.ts';

const nameFor = (action: string): string | undefined => {
  const service = serviceOfAction(action);
  return service === undefined ? undefined : defaultNameOf(service, 'us-east-1');
};

test.each([
  ['a table', 'dynamodb:GetItem', 'dynamodb.us-east-1.amazonaws.com'],
  [
    'the stream of a table, which a gateway endpoint does not serve',
    'dynamodb:GetRecords',
    'streams.dynamodb.us-east-1.amazonaws.com',
  ],
  ['a stream of Kinesis, whose action has the same name', 'kinesis:GetRecords', 'kinesis.us-east-1.amazonaws.com'],
  ['a model', 'bedrock:InvokeModel', 'bedrock-runtime.us-east-1.amazonaws.com'],
  ['what is known of models', 'bedrock:ListFoundationModels', 'bedrock.us-east-1.amazonaws.com'],
])('one prefix may stand for several services: %s', (_what, action, name) => expect(nameFor(action)).toBe(name));

test('an action of nobody has no name', () => expect(nameFor('nowhere:Do')).toBeUndefined());
