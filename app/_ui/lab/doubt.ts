import type { PublicLab, SourceFile } from '#engine';
import type { CheckView } from './view.ts';

interface Doubt {
  readonly lab: PublicLab;
  readonly engineVersion: string;
  readonly files: readonly SourceFile[];
  readonly check: CheckView;
}

/** A verdict with all that it was made from: `cli/workbook probe` takes the file's `probe` part as it stands. */
export function doubtFile({ lab, engineVersion, files, check }: Doubt): { readonly name: string; readonly text: string } {
  const written = lab.checks.find((each) => each.id === check.id);
  const [file] = files;
  const configuration =
    lab.stacks === undefined
      ? { source: file?.text ?? '' }
      : {
          stacks: lab.stacks.map(({ path, ...stack }) => ({
            ...stack,
            source: files.find((each) => each.path === path)?.text ?? '',
          })),
        };
  const text = {
    format: 'privatelink-workbook/verdict/1',
    lab: lab.id,
    check: check.id,
    engineVersion,
    wanted: written?.expect,
    got: { verdict: check.got, blocks: check.blocks.map(({ code, summary }) => ({ code, summary })) },
    files,
    probe: { configuration, world: lab.world, probes: written === undefined ? [] : [{ ...written.probe, id: check.id }] },
  };
  return { name: `${lab.id}-${check.id}.json`, text: `${JSON.stringify(text, null, 2)}\n` };
}

/** Hands `text` to the browser as a file of this name. */
export function saveFile({ name, text }: { readonly name: string; readonly text: string }): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
