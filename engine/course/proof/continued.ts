import { type Diagnostic, errorAt } from '../../diagnostic.ts';
import type { Asking } from '../ask.ts';
import { continuedFrom } from '../continued.ts';
import type { CourseLab } from '../course.ts';
import { gradePrepared, prepareLab } from '../grade.ts';

/** Every solution of the lab that `lab` goes on from with which it cannot begin: not readable, refused, or mended before anybody touched it. */
export function continuationFaults(lab: CourseLab, labs: readonly CourseLab[], asking: Asking): readonly Diagnostic[] {
  const { continues } = lab.secrets;
  if (continues === undefined) return [];
  const at = lab.at(['continues']);
  const before = labs.find((each) => each.id === continues.lab);
  if (before === undefined)
    return [errorAt('UNKNOWN_LAB', `${lab.id} goes on from \`${continues.lab}\`, which there is not.`, at)];
  const prepared = prepareLab(lab, '', asking);
  return before.secrets.solutions.flatMap(({ file, files }) => {
    const begun = continuedFrom(continues, files);
    const outcome = begun === undefined ? 'unreadable' : gradePrepared(prepared, begun).class;
    if (outcome === 'failed') return [];
    return [
      errorAt('CONTINUATION', `${lab.id} begun with ${file} of ${before.id} is ${outcome}: its checks must fail there.`, at),
    ];
  });
}
