import { fileURLToPath } from 'node:url';
import {
  answerProbes,
  askedBy,
  type CourseLab,
  gradePrepared,
  labInput,
  labsOf,
  openConfiguration,
  openParsed,
  parseConfiguration,
  prepareLab,
  startOf,
} from '#engine';
import { readContent } from '../app/_server/content.ts';
import { estateRates } from './estates.ts';
import { inputRates } from './inputs.ts';
import { best, median, type Rate } from './measure.ts';
import { policyRates } from './policies.ts';
import { terraformRates } from './terraform.ts';

const CONTENT = fileURLToPath(new URL('../content', import.meta.url));

/** The rates of the engine, measured now on one core; some seconds. Nothing is asserted: a slow machine is no fault. */
export async function rates(): Promise<readonly Rate[]> {
  const largest = labsOf(readContent(CONTENT).course).toSorted((a, b) => sizeOf(b) - sizeOf(a))[0];
  return [
    ...(largest === undefined ? [] : labRates(largest)),
    ...inputRates(),
    ...policyRates(),
    ...(await terraformRates()),
    ...estateRates(),
  ];
}

/** What there is to judge: the text of a solution by the number of questions asked of it. By its text alone a lab comes first that is not the slowest. */
const sizeOf = (lab: CourseLab): number => lengthOf(solved(lab)) * probesOf(lab).length;

const solved = (lab: CourseLab) => lab.secrets.solutions[0]?.files ?? startOf(lab);
const lengthOf = (files: ReturnType<typeof solved>): number => files.reduce((sum, file) => sum + file.text.length, 0);

const probesOf = (lab: CourseLab) =>
  lab.checks.flatMap((check) => {
    const asked = askedBy(check, solved(lab));
    return 'probes' in asked ? asked.probes : [];
  });

function labRates(lab: CourseLab): readonly Rate[] {
  const files = solved(lab);
  const prepared = prepareLab(lab, '');
  const input = labInput(lab, files);
  const configuration = openConfiguration(input);
  const probes = probesOf(lab);
  const judgement = median(() => gradePrepared(prepared, files));
  const opening = median(() => openConfiguration(input));
  const probing = median(() => answerProbes(configuration, probes));
  const parsed = parseConfiguration(input);
  const edited = best(() => answerProbes(openParsed(parsed), probes), 60);
  return [
    { name: `an edit of ${lab.id} to all its verdicts, after parsing (best)`, value: edited, unit: 'ms', target: 2 },
    { name: `judge ${lab.id}, from text to verdicts (median)`, value: judgement, unit: 'ms' },
    { name: `open ${lab.id} (median)`, value: opening, unit: 'ms' },
    { name: `open ${lab.id}`, value: lengthOf(files) / opening, unit: 'kB/s' },
    { name: `probe ${lab.id}`, value: (probes.length / probing) * 1000, unit: 'probes/s' },
  ];
}
