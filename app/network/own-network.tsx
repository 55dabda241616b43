'use client';

import { useCallback, useMemo, useRef, useState } from 'react';
import type { Span } from '#engine';
import type { EditorHandle } from '../_ui/editor/faults.ts';
import { Page } from '../_ui/shell/page.tsx';
import type { Theme } from '../_ui/theme.ts';
import type { TraceView } from '../_ui/trace/view.ts';
import { AskPane } from './ask-pane.tsx';
import { CallersPane } from './callers-pane.tsx';
import { EndpointsPane } from './endpoints-pane.tsx';
import { ExportPane } from './export-pane.tsx';
import { MapPane } from './map-pane.tsx';
import { ReadPane } from './read-pane.tsx';
import { SourcePane } from './source-pane.tsx';
import { useKept } from './use-kept.ts';
import { useNetwork } from './use-network.ts';
import './network.css';

const CRUMBS = [{ title: 'Your own network' }];

/** A page for any network: its text is read, drawn and asked in this browser, and goes nowhere else. */
export function OwnNetwork({ theme }: { readonly theme: Theme }) {
  const store = useKept();
  const { files, region, callers, questions } = store.network;
  const text = useMemo(() => ({ files, region, callers }), [files, region, callers]);
  const reading = useNetwork(text);
  const { opened, state, ask } = reading;
  const [shown, setShown] = useState<{ readonly trace: TraceView; readonly step: number } | undefined>();
  const [path, setPath] = useState<string | undefined>();
  const editor = useRef<EditorHandle>(null);
  const at = files.find((file) => file.path === path)?.path ?? files[0]?.path ?? '';
  const onLine = useCallback((span: Span) => {
    setPath(span.file);
    // The editor shows the other file first.
    setTimeout(() => editor.current?.jump(span.start.line), 50);
  }, []);
  const isRead = opened?.loaded === true && state !== 'empty';
  return (
    <Page theme={theme} crumbs={CRUMBS}>
      <div className="own">
        <header className="own-head">
          <h1>Your own network</h1>
          <p>
            Paste a template of CloudFormation or a text of Terraform, or drop a file or a folder: also a plan or state as{' '}
            <code>terraform show -json</code> prints it, or what <code>aws … describe-*</code> says of an account.{' '}
            <strong>Nothing is sent anywhere: it is read, drawn and asked in this browser alone.</strong>
          </p>
        </header>
        <SourcePane
          key={store.generation}
          {...{ store, path: at, onPath: setPath, editor, ask }}
          faults={state === 'empty' ? [] : (opened?.faults ?? [])}
          regionRead={opened?.region ?? ''}
        />
        <div className="own-main">
          <ReadPane {...reading} several={files.length > 1} onLine={onLine} />
          {opened !== undefined && state !== 'empty' && (
            <MapPane opened={opened} shown={shown} ask={ask} readable={opened.loaded} onLine={onLine} />
          )}
          {opened !== undefined && isRead && (
            <>
              <CallersPane callers={callers} opened={opened} onCallers={store.setCallers} />
              <AskPane
                {...{ opened, ask, questions, onLine }}
                onQuestions={store.setQuestions}
                onShown={(trace, step) => setShown(trace === undefined ? undefined : { trace, step })}
              />
              <EndpointsPane opened={opened} ask={ask} />
              <ExportPane network={store.network} opened={opened} ask={ask} />
            </>
          )}
        </div>
      </div>
    </Page>
  );
}
