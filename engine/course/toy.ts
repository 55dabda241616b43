import type { Json } from '../json.ts';
import type { ProbeAnswer, Rejection } from '../probe/answer.ts';
import { worldSchema } from '../world.ts';
import type { Asking } from './ask.ts';
import type { PublicLab } from './lab.ts';

/** What a toy text says: the answers themselves, so that grading is tested apart from the network. */
interface ToyText {
  readonly resources?: Readonly<Record<string, { readonly type: string; readonly properties: Json }>>;
  readonly answers?: Readonly<Record<string, Omit<ProbeAnswer, 'id'>>>;
  readonly rejections?: readonly Rejection[];
}

export const toyText = (text: object): string => JSON.stringify(text);

const span = { file: 'network.yaml', start: { line: 1, column: 1 }, end: { line: 1, column: 1 } };

/** An engine whose configurations hold their own answers. */
export const TOY: Asking = {
  open: ({ files }) => {
    const read = readToy(files[0]?.text ?? '');
    const rejections = read?.rejections ?? [];
    const diagnostics = read === undefined ? [{ severity: 'error' as const, code: 'SYNTAX', message: 'Not a toy.', span }] : [];
    const resources = Object.entries(read?.resources ?? {}).map(([logicalId, { type, properties }]) => ({
      logicalId,
      type,
      properties,
      physicalId: logicalId,
      simulated: true,
      span,
    }));
    const loaded = read !== undefined && rejections.length === 0;
    const report = {
      format: 'cloudformation' as const,
      loaded,
      resources: 0,
      simulated: 0,
      unsupported: [],
      diagnostics,
      rejections,
      advisories: [],
    };
    return { report, resources, answers: read?.answers ?? {} };
  },
  answer: (configuration, probes) => {
    const { answers } = configuration as unknown as Required<ToyText>;
    return probes.map((probe) => ({ id: probe.id ?? '', ...answers[probe.id ?? ''] }));
  },
};

/** A lab of two checks over toy texts. */
export const toyLab = (more: Partial<PublicLab> = {}): PublicLab => ({
  id: 'T01',
  title: 'Toy',
  kind: 'fix-it',
  minutes: 1,
  needs: [],
  objectives: [],
  examTasks: [],
  facts: [],
  brief: 'Fix it.',
  world: worldSchema.parse({}),
  files: [{ path: 'network.yaml', start: toyText({ answers: { reads: { outcome: 'timeout' }, dark: { outcome: 'timeout' } } }) }],
  checks: [
    {
      id: 'reads',
      title: 'reads',
      probe: { kind: 'cost' },
      expect: { outcome: 'allowed' },
      feedback: [{ when: { outcome: 'timeout' }, text: 'It hangs.', misconception: 'm-hang' }, { text: 'Something else.' }],
    },
    {
      id: 'dark',
      title: 'dark',
      probe: { kind: 'cost' },
      expect: { via: { none: { kind: 'nat-gateway' } }, outcome: { not: 'allowed' } },
      feedback: [{ text: 'It is not dark.' }],
    },
  ],
  rejected: [
    { when: { code: 'RouteAlreadyExists' }, text: 'There is one already.', misconception: 'm-two' },
    { text: 'AWS refuses this.' },
  ],
  ...more,
});

function readToy(text: string): ToyText | undefined {
  try {
    return JSON.parse(text) as ToyText;
  } catch {
    return undefined;
  }
}
