import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import {
  type CourseLab,
  drawLab,
  FIRST_SEED,
  type LabFile,
  type Locate,
  labSchema,
  type PublicStep,
  readAs,
  type SourceFile,
  type Span,
  type Step,
  type World,
  worldSchema,
} from '#engine';
import { addFault, filesBelow, type Shelf, shownName, textOf, topOf, yamlOf } from './content-files.ts';

type WrittenLab = ReturnType<typeof labSchema.parse>;

/** The lab in `folder` with all its texts; undefined when `lab.yaml`, its world or a start cannot be read. */
export function labAt(shelf: Shelf, folder: string): CourseLab | undefined {
  const file = path.posix.join(folder, 'lab.yaml');
  const read = yamlOf(shelf, file, labSchema);
  if (read === undefined) return undefined;
  const { value: written, yaml } = read;
  const name = path.posix.basename(folder);
  if (name !== written.id.toLowerCase() && name !== written.id) {
    addFault(
      shelf,
      'FOLDER_NAME',
      `The folder of the lab ${written.id} is named ${name}: give them the same name.`,
      yaml.locate(['id']),
    );
  }
  const world = labWorld(shelf, folder, written, yaml.locate);
  const files = written.files.flatMap((each, index): readonly LabFile[] => {
    const start = textOf(shelf, path.posix.join(folder, each.start), yaml.locate(['files', index, 'start']));
    return start === undefined ? [] : [{ ...each, start }];
  });
  const steps = written.steps === undefined ? {} : { steps: stepsOf(shelf, folder, written, files, yaml.locate) };
  const secrets = { ...secretsOf(shelf, folder, written, yaml.locate), ...steps };
  sayStrays(shelf, folder);
  if (world === undefined || files.length < written.files.length) return undefined;
  const lab = labOf(written, { world, files, secrets, folder, at: yaml.locate });
  const { parameters } = written;
  return parameters === undefined ? lab : drawLab({ ...lab, template: { parameters, written: lab } }, FIRST_SEED);
}

function labOf(written: WrittenLab, parts: Pick<CourseLab, 'world' | 'files' | 'secrets' | 'folder' | 'at'>): CourseLab {
  const { hints: _hints, solutions: _solutions, wrong: _wrong, steps: _steps, world: _world, files: _files, ...open } = written;
  const {
    stacks,
    locked,
    diagnosticProbes,
    tradeOff,
    attacks,
    standard,
    viva,
    continues: _continues,
    parameters: _parameters,
    equivalent: _equivalent,
    ...head
  } = open;
  const steps = parts.secrets.steps?.map(
    ({ id, text, checks, predict }): PublicStep => ({ id, text, checks, predicts: predict !== undefined }),
  );
  return {
    ...head,
    ...(stacks === undefined ? {} : { stacks }),
    ...(locked === undefined ? {} : { locked }),
    ...(steps === undefined ? {} : { steps }),
    ...(diagnosticProbes === undefined ? {} : { diagnosticProbes }),
    ...(tradeOff === undefined ? {} : { tradeOff }),
    ...(attacks === undefined ? {} : { attacks }),
    ...(standard === undefined ? {} : { standard }),
    ...(viva === undefined ? {} : { viva: { draw: viva.draw, right: viva.right } }),
    ...parts,
  };
}

function secretsOf(shelf: Shelf, folder: string, written: WrittenLab, at: Locate): CourseLab['secrets'] {
  const texts = (file: string, from: Span) => submissionAt(shelf, folder, file, written, from);
  const solutions = written.solutions.flatMap(({ file, title, tradeOff }, index) => {
    const files = texts(file, at(['solutions', index, 'file']));
    return files === undefined ? [] : [{ file, title, tradeOff, files }];
  });
  const wrong = written.wrong.flatMap(({ file, check, actual, rejected, misconception }, index) => {
    const files = texts(file, at(['wrong', index, 'file']));
    const reason = rejected === undefined ? { check: check ?? '', actual: actual ?? {} } : { rejected };
    return files === undefined ? [] : [{ file, reason, files, ...(misconception === undefined ? {} : { misconception }) }];
  });
  const { hints, equivalent, viva, continues } = written;
  const faults = continues?.faults.map(({ path: name, drop, add }, index) => ({
    ...{ path: name, drop },
    add: add === undefined ? undefined : textOf(shelf, path.posix.join(folder, add), at(['continues', 'faults', index, 'add'])),
  }));
  return {
    ...{ hints, solutions, wrong },
    ...(equivalent === undefined ? {} : { equivalent }),
    ...(viva === undefined ? {} : { decisions: viva.decisions }),
    ...(continues === undefined || faults === undefined ? {} : { continues: { lab: continues.lab, faults } }),
  };
}

/** The steps with the texts that they begin at; a step without one begins where the step before it did. */
function stepsOf(shelf: Shelf, folder: string, written: WrittenLab, start: readonly LabFile[], at: Locate): readonly Step[] {
  let state: readonly SourceFile[] = start.map(({ path: name, start: text }) => ({ path: name, text }));
  return (written.steps ?? []).map(({ id, text, check, state: begins, predict }, index): Step => {
    const read = (file: string, from: Span) => submissionAt(shelf, folder, file, written, from) ?? state;
    if (begins !== undefined) state = read(begins, at(['steps', index, 'state']));
    const step = { id, text, checks: typeof check === 'string' ? [check] : check, state };
    if (predict === undefined) return step;
    const { question, probe, options, on } = predict;
    const about = on === undefined ? state : read(on, at(['steps', index, 'predict', 'on']));
    return { ...step, predict: { question, options, on: about, ...(probe === undefined ? {} : { probe }) } };
  });
}

/** The files of one submission: the file itself where a lab has one, otherwise a folder that holds all of them. */
function submissionAt(
  shelf: Shelf,
  folder: string,
  file: string,
  lab: WrittenLab,
  from: Span,
): readonly SourceFile[] | undefined {
  const relative = path.posix.join(folder, file);
  const absolute = path.join(shelf.root, relative);
  const edited = lab.files.filter((each) => each.fixed !== true);
  const [only] = edited;
  const isFolder = existsSync(absolute) && statSync(absolute).isDirectory();
  const names =
    edited.length === 1 && only !== undefined && !isFolder
      ? [[only.path, relative] as const]
      : edited.map((each) => [each.path, path.posix.join(relative, each.path)] as const);
  const files = names.flatMap(([name, source]) => {
    const text = textOf(shelf, source, from);
    return text === undefined ? [] : [{ path: name, text }];
  });
  return files.length === names.length ? files : undefined;
}

function labWorld(shelf: Shelf, folder: string, written: WrittenLab, at: Locate): World | undefined {
  if (typeof written.world === 'string')
    return yamlOf(shelf, path.posix.join(folder, written.world), worldSchema, at(['world']))?.value;
  const read = readAs(worldSchema, written.world, (inner, part) => at(['world', ...inner], part));
  if (read.ok) return read.value;
  shelf.faults.push(...read.errors);
  return undefined;
}

function sayStrays(shelf: Shelf, folder: string): void {
  for (const file of filesBelow(shelf, folder).filter((each) => !shelf.opened.has(each))) {
    addFault(
      shelf,
      'STRAY_FILE',
      `${shownName(shelf, file)} is named by nothing in lab.yaml: list it there or delete it.`,
      topOf(shelf, file),
    );
  }
}
