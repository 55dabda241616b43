import {
  engineWith,
  type Judgement,
  judgePrepared,
  loadActionCatalogue,
  loadTerraform,
  loadTerraformMending,
  type PreparedLab,
  type PublicLab,
  prepareLab,
  type SourceFile,
  type TerraformMending,
  type TerraformReader,
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
let mending: TerraformMending | undefined;
let beliefs: Beliefs = {};
let last: TextToJudge | undefined;
let judgement: Judgement | undefined;

self.onmessage = ({ data }: MessageEvent<ToJudge>) => {
  switch (data.kind) {
    case 'lab':
      beliefs = data.beliefs;
      void prepare(data.lab, data.engineVersion);
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
  self.postMessage({ turn, judged: judgedView(judgement, prepared.lab, beliefs, files, mending) });
}

const replyTo = (inquiry: Inquiry): unknown =>
  prepared === undefined || judgement === undefined ? undefined : inquire(prepared.lab, judgement, inquiry);

/** What reads Terraform is loaded for a lab in Terraform alone, whose verdicts wait for it; without it each text says so. */
async function prepare(lab: PublicLab, engineVersion: string): Promise<void> {
  const [terraform, help] =
    lab.wanted === undefined ? [] : await Promise.all([orNone(loadTerraform()), orNone(loadTerraformMending())]);
  mending = help;
  prepared = prepareLab(lab, engineVersion, engineWith(undefined, terraform));
  self.postMessage('ready');
  await lookCloser(lab, engineVersion, terraform);
}

const orNone = <T>(loaded: Promise<T>): Promise<T | undefined> => loaded.catch(() => undefined);

/** Verdicts do not wait for the catalogue of actions; when it is here, the last text gets the remarks that only it can make. */
async function lookCloser(lab: PublicLab, engineVersion: string, terraform: TerraformReader | undefined): Promise<void> {
  const catalogue = await loadActionCatalogue().catch(() => undefined);
  if (catalogue === undefined) return;
  prepared = prepareLab(lab, engineVersion, engineWith(catalogue, terraform));
  if (last !== undefined) judge(last);
}
