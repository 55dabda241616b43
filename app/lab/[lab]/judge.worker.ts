import { judgePrepared, type PreparedLab, type PublicLab, prepareLab, type SourceFile } from '#engine';
import { type Beliefs, judgedView } from './judged.ts';

export type ToJudge =
  | { readonly kind: 'lab'; readonly lab: PublicLab; readonly engineVersion: string; readonly beliefs: Beliefs }
  | { readonly kind: 'text'; readonly turn: number; readonly files: readonly SourceFile[] };

let prepared: PreparedLab | undefined;
let beliefs: Beliefs = {};

self.onmessage = ({ data }: MessageEvent<ToJudge>) => {
  if (data.kind === 'lab') {
    prepared = prepareLab(data.lab, data.engineVersion);
    beliefs = data.beliefs;
    self.postMessage('ready');
    return;
  }
  if (prepared === undefined) return;
  self.postMessage({ turn: data.turn, judged: judgedView(judgePrepared(prepared, data.files), prepared.lab, beliefs) });
};
