import { fileURLToPath } from 'node:url';
import { answerProbes, type CourseLab, gradePrepared, labsOf, openConfiguration, prepareLab } from '#engine';
import { readContent } from '../app/_server/content.ts';

/** One measured rate of the engine on this machine. */
export interface Rate {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
}

const CONTENT = fileURLToPath(new URL('../content', import.meta.url));

/** The rates of the engine, measured now on one core; some seconds. Nothing is asserted: a slow machine is no fault. */
export async function rates(): Promise<readonly Rate[]> {
  const largest = labsOf(readContent(CONTENT).course).toSorted((a, b) => sizeOf(b) - sizeOf(a))[0];
  return largest === undefined ? [] : labRates(largest);
}

/** The size of a lab's text: the largest one is the slowest to judge. */
const sizeOf = (lab: CourseLab): number => lab.files.reduce((sum, file) => sum + file.start.length, 0);

function labRates(lab: CourseLab): readonly Rate[] {
  const files = lab.secrets.solutions[0]?.files ?? lab.files.map(({ path, start }) => ({ path, text: start }));
  const prepared = prepareLab(lab, '');
  const configuration = openConfiguration({ files, world: lab.world });
  const judgement = median(() => gradePrepared(prepared, files));
  const opening = median(() => openConfiguration({ files, world: lab.world }));
  const probing = median(() => answerProbes(configuration, prepared.probes));
  return [
    { name: `judge ${lab.id}, from text to verdicts (median)`, value: judgement, unit: 'ms' },
    { name: `open ${lab.id} (median)`, value: opening, unit: 'ms' },
    { name: `open ${lab.id}`, value: files.reduce((sum, file) => sum + file.text.length, 0) / opening, unit: 'kB/s' },
    { name: `probe ${lab.id}`, value: (prepared.probes.length / probing) * 1000, unit: 'probes/s' },
  ];
}

/** The median time of `work` in milliseconds: warmed up first, then for half a second and at least 30 times. */
function median(work: () => unknown): number {
  for (let round = 0; round < 20; round++) work();
  const times: number[] = [];
  const until = performance.now() + 500;
  while (times.length < 30 || performance.now() < until) {
    const before = performance.now();
    work();
    times.push(performance.now() - before);
  }
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
}
