import {
  engineWith,
  type Judgement,
  judgePrepared,
  loadActionCatalogue,
  type PreparedLab,
  type PublicLab,
  prepareLab,
  type SourceFile,
} from '#engine';
import type { Inquiry } from '../../_ui/levers/view.ts';
import { inquire } from './inquire.ts';
import { type Beliefs, judgedView } from './judged.ts';

interface TextToJudge {
  readonly kind: 'text';
  readonly turn: number;
  readonly files: readonly SourceFile[];
}

export type ToJudge =
  | { readonly kind: 'lab'; readonly lab: PublicLab; readonly engineVersion: string; readonly beliefs: Beliefs }
  | TextToJudge
  | { readonly kind: 'inquiry'; readonly key: number; readonly inquiry: Inquiry };

let prepared: PreparedLab | undefined;
let beliefs: Beliefs = {};
let last: TextToJudge | undefined;
let judgement: Judgement | undefined;

self.onmessage = ({ data }: MessageEvent<ToJudge>) => {
  switch (data.kind) {
    case 'lab':
      prepared = prepareLab(data.lab, data.engineVersion);
      beliefs = data.beliefs;
      self.postMessage('ready');
      void lookCloser(data.lab, data.engineVersion);
      return;
    case 'text':
      last = data;
      judge(data);
      return;
    case 'inquiry':
      self.postMessage({ key: data.key, reply: replyTo(data.inquiry) });
  }
};

function judge({ turn, files }: TextToJudge): void {
  if (prepared === undefined) return;
  judgement = judgePrepared(prepared, files);
  self.postMessage({ turn, judged: judgedView(judgement, prepared.lab, beliefs, files) });
}

const replyTo = (inquiry: Inquiry): unknown =>
  prepared === undefined || judgement === undefined ? undefined : inquire(prepared.lab, judgement, inquiry);

/** Verdicts do not wait for the catalogue of actions; when it is here, the last text gets the remarks that only it can make. */
async function lookCloser(lab: PublicLab, engineVersion: string): Promise<void> {
  const catalogue = await loadActionCatalogue().catch(() => undefined);
  if (catalogue === undefined) return;
  prepared = prepareLab(lab, engineVersion, engineWith(catalogue));
  if (last !== undefined) judge(last);
}
