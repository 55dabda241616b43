import {
  engineWith,
  judgePrepared,
  loadActionCatalogue,
  type PreparedLab,
  type PublicLab,
  prepareLab,
  type SourceFile,
} from '#engine';
import { type Beliefs, judgedView } from './judged.ts';

interface TextToJudge {
  readonly kind: 'text';
  readonly turn: number;
  readonly files: readonly SourceFile[];
}

export type ToJudge =
  | { readonly kind: 'lab'; readonly lab: PublicLab; readonly engineVersion: string; readonly beliefs: Beliefs }
  | TextToJudge;

let prepared: PreparedLab | undefined;
let beliefs: Beliefs = {};
let last: TextToJudge | undefined;

self.onmessage = ({ data }: MessageEvent<ToJudge>) => {
  if (data.kind === 'lab') {
    prepared = prepareLab(data.lab, data.engineVersion);
    beliefs = data.beliefs;
    self.postMessage('ready');
    void lookCloser(data.lab, data.engineVersion);
    return;
  }
  last = data;
  judge(data);
};

function judge({ turn, files }: TextToJudge): void {
  if (prepared === undefined) return;
  self.postMessage({ turn, judged: judgedView(judgePrepared(prepared, files), prepared.lab, beliefs) });
}

/** Verdicts do not wait for the catalogue of actions; when it is here, the last text gets the remarks that only it can make. */
async function lookCloser(lab: PublicLab, engineVersion: string): Promise<void> {
  const catalogue = await loadActionCatalogue().catch(() => undefined);
  if (catalogue === undefined) return;
  prepared = prepareLab(lab, engineVersion, engineWith(catalogue));
  if (last !== undefined) judge(last);
}
