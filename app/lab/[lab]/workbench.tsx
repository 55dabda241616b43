'use client';

import dynamic from 'next/dynamic';
import { type ReactNode, useCallback, useRef, useState } from 'react';
import type { PublicLab, SourceFile, Span } from '#engine';
import type { ConsolePlace } from '../../_ui/console/view.ts';
import { Editor } from '../../_ui/editor/editor.tsx';
import { FaultList } from '../../_ui/editor/fault-list.tsx';
import type { EditorHandle } from '../../_ui/editor/faults.ts';
import { applyFix } from '../../_ui/editor/fix.ts';
import { usePlain } from '../../_ui/editor/use-plain.ts';
import type { FactView } from '../../_ui/facts/view.ts';
import { note } from '../../_ui/journal/here.ts';
import { post } from '../../_ui/journal/post.ts';
import { Checks } from '../../_ui/lab/checks.tsx';
import { Conflict } from '../../_ui/lab/conflict.tsx';
import { forgetAllKept } from '../../_ui/lab/kept.ts';
import '../../_ui/lab/lab.css';
import { designsOf } from '../../_ui/lab/designs.ts';
import { doubtFile, saveFile } from '../../_ui/lab/doubt.ts';
import { FileTabs } from '../../_ui/lab/file-tabs.tsx';
import { LabBar } from '../../_ui/lab/lab-bar.tsx';
import { textKey } from '../../_ui/lab/language.ts';
import type { PaneSizes } from '../../_ui/lab/pane-sizes.ts';
import { type Pane, PaneTabs } from '../../_ui/lab/pane-tabs.tsx';
import { Result } from '../../_ui/lab/result.tsx';
import { BenchFrame } from '../../_ui/lab/splitter.tsx';
import { Steps } from '../../_ui/lab/steps.tsx';
import { TradeOffNote } from '../../_ui/lab/trade-off.tsx';
import { Updated } from '../../_ui/lab/updated.tsx';
import { useDraft } from '../../_ui/lab/use-draft.ts';
import { useJump } from '../../_ui/lab/use-jump.ts';
import type {
  AttemptView,
  BenchActions,
  BenchRecords,
  DraftView,
  Expectations,
  HelpView,
  JudgedView,
  NoteView,
  StepView,
  VivaView,
} from '../../_ui/lab/view.ts';
import { Viva } from '../../_ui/lab/viva.tsx';
import { NORMAL } from '../../_ui/levers/view.ts';
import type { OwnNoteProps } from '../../_ui/notes/own-note.tsx';
import { Page } from '../../_ui/shell/page.tsx';
import type { Theme } from '../../_ui/theme.ts';
import { Remarks } from '../../_ui/trace/remarks.tsx';
import { TracePane } from '../../_ui/trace/trace-pane.tsx';
import type { BlockView } from '../../_ui/trace/view.ts';
import type { Beliefs } from './judged.ts';
import { MapPane } from './map-pane.tsx';
import { LowerPane } from './panes.tsx';
import { useAsking } from './use-asking.ts';
import { useBench } from './use-bench.ts';
import { useBudget } from './use-budget.ts';
import { useExpecting, useTouched } from './use-expecting.ts';
import { useHelp } from './use-help.ts';
import { useJudge } from './use-judge.ts';
import { usePointed } from './use-pointed.ts';
import { useSteady } from './use-steady.ts';
import { useSubmit } from './use-submit.ts';
import { useSubmitKey } from './use-submit-key.ts';
import { guessRecord, useTrace } from './use-trace.ts';
import { useUpdated } from './use-updated.ts';
import { useWatch } from './use-watch.ts';

const Levers = dynamic(() => import('../../_ui/levers/levers.tsx').then((loaded) => loaded.Levers));

export interface WorkbenchProps {
  readonly lab: PublicLab;
  readonly lesson: { readonly title: string; readonly href: string };
  readonly theme: Theme;
  readonly paneSizes: PaneSizes;
  readonly engineVersion: string;
  readonly beliefs: Beliefs;
  readonly facts: readonly FactView[];
  readonly draft: DraftView | undefined;
  readonly attempts: readonly AttemptView[];
  readonly help: HelpView;
  readonly said: {
    readonly steps: readonly StepView[];
    readonly note: NoteView | undefined;
    readonly expected: Expectations;
    readonly viva: VivaView | undefined;
  };
  /** One's own text of the lab that this one goes on from, with what has happened to it since. */
  readonly own?: readonly SourceFile[];
  /** The machines of the console. */
  readonly places: readonly ConsolePlace[];
  readonly actions: BenchActions;
  /** Which language the text is in, to be chosen where there are several. */
  readonly language: ReactNode;
  /** The brief, drawn on the server. */
  readonly brief: ReactNode;
  readonly note: OwnNoteProps;
}

const saveDraft = (...sent: Parameters<BenchRecords['saveDraft']>) => post('draft', ...sent);

/** The page of a lab: what is wanted, what happens, the network, the text, and every hop between. */
export function Workbench(props: WorkbenchProps) {
  const { actions, lesson, theme } = props;
  // The server draws the page again when a cookie is set; the lab that was opened is the one that is worked on.
  const [lab] = useState(props.lab);
  const [beliefs] = useState(props.beliefs);
  const key = textKey(lab);
  const start = lab.files.map(({ path, start: text }) => ({ path, text }));
  const [files, setFiles] = useState<readonly SourceFile[]>(props.draft?.files ?? start);
  const [path, setPath] = useState(lab.files[0]?.path ?? '');
  const [pane, setPane] = useState<Pane>('brief');
  const [chosen, setChosen] = useState<string | undefined>();
  const [attempts, setAttempts] = useState(props.attempts);
  const [viva, setViva] = useState(props.said.viva);
  const [undo, setUndo] = useState<{ readonly files: readonly SourceFile[]; readonly word: string } | undefined>();
  const editor = useRef<EditorHandle>(null);
  const [plain, setPlain] = usePlain();
  const change = useCallback((name: string, text: string) => {
    setFiles((before) => before.map((file) => (file.path === name ? { path: name, text } : file)));
  }, []);
  const replaceAll = useCallback(
    (next: readonly SourceFile[]) => {
      setFiles((before) => before.map((file) => next.find((each) => each.path === file.path) ?? file));
      const shown = next.find((file) => file.path === path);
      if (shown !== undefined) editor.current?.replace(shown.text);
    },
    [path],
  );
  const replaceWithUndo = (next: readonly SourceFile[], word: string) => {
    setUndo({ files, word });
    replaceAll(next);
  };
  const judging = useJudge(lab, props.engineVersion, beliefs, files);
  const broke = useWatch(judging);
  const bench = useBench(lab);
  const [under, setUnder] = useState(NORMAL);
  const touched = useTouched(start, files);
  const budget = useBudget(lab, touched);
  const asking = useAsking({ bench, files, places: props.places, under, budget });
  const draft = useDraft({ lab: key, draft: props.draft, files, save: saveDraft, onFound: replaceAll });
  const pointed = usePointed();
  const help = useHelp(key, props.help, actions);
  const submitting = useSubmit(key, files, (answer) => {
    setAttempts((before) => [answer.attempt, ...before.filter((each) => each.key !== answer.attempt.key)]);
    help.set(answer.help);
    setViva(answer.viva);
  });
  const designs = { list: designsOf(start, attempts, help.view.solutions), price: asking.price };
  useSubmitKey(submitting.submit);
  const updated = useUpdated(props.draft, start);
  const jump = useJump({ path, setPath, editor, onJump: () => setPane('text') });
  const onSpan = useCallback((span: Span) => jump(span.file, span.start.line), [jump]);
  const onLine = (block: BlockView) => block.span !== undefined && onSpan(block.span);
  const steady = useSteady(judging.judged);
  const expecting = useExpecting({ lab: lab.id, judged: steady.judged, touched, said: props.said });
  const { judged } = expecting;
  const open = chosen ?? judged?.checks.find((check) => !check.passed)?.id;
  const traced = judged?.checks.find((check) => check.id === open) ?? judged?.checks[0];
  const keepGuess = useCallback(
    (...said: Parameters<typeof guessRecord>) =>
      note('guess', (key) => [lab.id, guessRecord(...said), key], { line: `guess/${lab.id}` }),
    [lab.id],
  );
  const tracing = useTrace({ judged, check: traced, ask: judging.ask, under, expecting, keep: keepGuess, onCheck: setChosen });
  const faults = judged?.faults ?? [];
  const veiled = judged?.checks.flatMap(({ id, veiled }) => (veiled === true ? [id] : [])) ?? [];
  const bar = (
    <LabBar lab={lab} saved={draft.state} sending={submitting.submission.kind === 'sending'} onSubmit={submitting.submit} />
  );
  return (
    <Page theme={theme} kind="bench" crumbs={[lesson, { title: `${lab.id} ${lab.title}` }]} tools={bar}>
      <h1 className="visually-hidden">{`${lab.id} ${lab.title}`}</h1>
      {draft.other !== undefined && (
        <Conflict
          mine={files}
          other={draft.other}
          onKeepMine={draft.settle}
          onTakeOther={() => {
            if (draft.other !== undefined) replaceWithUndo(draft.other.files, 'The text saved elsewhere is here now.');
            forgetAllKept(key);
            draft.settle();
          }}
        />
      )}
      {updated.before !== undefined && draft.other === undefined && (
        <Updated
          before={updated.before}
          now={start}
          mine={files}
          onChoose={(next, word) => {
            if (next !== undefined) replaceWithUndo(next, word);
            updated.settle();
            void actions.settleUpdate(key).catch(() => undefined);
          }}
        />
      )}
      <BenchFrame sizes={props.paneSizes} pane={pane}>
        <PaneTabs pane={pane} onPane={setPane} score={judged === undefined ? '' : `${judged.passed}/${judged.of}`} />
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard. */}
        <section className="pane pane-brief" aria-label="Brief" tabIndex={0}>
          {props.brief}
          {props.said.steps.length > 0 && <Steps steps={props.said.steps} judged={judged} />}
          {lab.tradeOff !== undefined && <TradeOffNote lab={lab.id} {...lab.tradeOff} note={props.said.note} />}
          {lab.viva !== undefined && <Viva draw={lab.viva.draw} viva={viva} />}
        </section>
        <div className="pane pane-checks">
          <Checks
            judged={judged}
            old={steady.old}
            stopped={judging.state === 'stopped'}
            titles={lab.checks}
            attacks={lab.attacks ?? []}
            {...(lab.standard === undefined
              ? {}
              : { standard: { must: lab.standard.must, more: lab.standard.distinction?.checks ?? [] } })}
            open={open}
            broke={broke}
            onEdit={(edit) => jump(edit.file, edit.line)}
            explain={asking.explain}
            onDoubt={(check) => saveFile(doubtFile({ lab, engineVersion: props.engineVersion, files, check }))}
            onOpen={(id) => setChosen(id === chosen ? '' : id)}
            onLine={onLine}
            onLock={expecting.lock}
            onSkip={expecting.skip}
          />
        </div>
        <MapPane judged={judged} tracing={tracing} ask={judging.ask} pointed={pointed} onLine={onSpan} />
        <section className="pane pane-text" aria-label="Text">
          <FileTabs files={lab.files} path={path} onPath={setPath}>
            {props.language}
            <button
              type="button"
              className="button button-plain"
              disabled={lab.files.find((file) => file.path === path)?.fixed === true}
              onClick={() => void asking.format(path).then((text) => text !== undefined && editor.current?.replace(text))}
            >
              Format
            </button>
            <button type="button" className="button button-plain" onClick={() => setPlain(!plain)} aria-pressed={plain}>
              Plain text
            </button>
            {props.own !== undefined && (
              <button
                type="button"
                className="button button-plain"
                onClick={() =>
                  replaceWithUndo(props.own ?? start, 'This is your own network, and what has happened to it since.')
                }
              >
                Begin with my own
              </button>
            )}
            <button
              type="button"
              className="button button-plain"
              onClick={() => replaceWithUndo(start, 'The text is as it was at the start.')}
            >
              Reset
            </button>
          </FileTabs>
          <Editor
            files={files}
            path={path}
            faults={faults}
            locked={judged?.locked ?? NONE}
            assist={asking.assist}
            plain={plain}
            fixed={lab.files.find((file) => file.path === path)?.fixed === true}
            onChange={change}
            onSubmit={submitting.submit}
            onPoint={pointed.set}
            handle={editor}
          />
          <FaultList
            faults={faults}
            several={lab.files.length > 1}
            onJump={jump}
            onFix={(fix) => replaceWithUndo(applyFix(files, fix), `Done: ${fix.title}.`)}
          />
        </section>
        <LowerPane
          trace={
            <TracePane
              {...tracing}
              ask={judging.ask}
              onStep={tracing.setStep}
              onRun={(...asked) => budget.spend() && tracing.run(...asked)}
              left={budget.left}
              onBack={tracing.back}
              wished={expecting.wished}
              onWished={expecting.setWished}
              onLine={onSpan}
            >
              <Remarks remarks={judged?.remarks ?? []} />
            </TracePane>
          }
          levers={
            <Levers ask={judging.ask} under={under} onUnder={setUnder} designs={designs} veiled={veiled} version={judged} />
          }
          note={props.note}
          facts={props.facts}
          attempts={attempts}
          help={help}
          files={files}
          asking={asking}
          around={{ under, left: budget.left }}
          history={() => actions.draftHistory(key)}
          savedAt={draft.state.kind === 'saved' ? draft.state.at : 0}
          onUse={(next) => replaceWithUndo(next, 'The text was put into the editor.')}
        />
      </BenchFrame>
      <Result
        submission={submitting.submission}
        onResend={submitting.resend}
        undo={undo?.word}
        onUndo={() => {
          if (undo !== undefined) replaceAll(undo.files);
          setUndo(undefined);
        }}
        onClose={() => setUndo(undefined)}
        next={lesson.href}
      />
    </Page>
  );
}

const NONE: JudgedView['locked'] = [];
