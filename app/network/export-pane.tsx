'use client';

import { useState } from 'react';
import type { WrittenFormat } from '#engine';
import { saveFile } from '../_ui/lab/doubt.ts';
import type { AskNetwork, OpenedView } from './asks.ts';
import { type KeptNetwork, sharedText } from './kept.ts';

const WORDS: Readonly<Record<WrittenFormat, string>> = {
  cloudformation: 'as CloudFormation',
  terraform: 'as Terraform',
  commands: 'as aws commands',
};

const FORMATS: readonly WrittenFormat[] = ['cloudformation', 'terraform', 'commands'];

interface Props {
  readonly network: KeptNetwork;
  readonly opened: OpenedView;
  readonly ask: AskNetwork;
}

/** The network as a file: with its questions, to be shared and opened here again, or in another language. */
export function ExportPane({ network, ask }: Props) {
  const [said, setSaid] = useState<readonly string[]>([]);
  const write = async (format: WrittenFormat) => {
    const written = await ask('write', format).catch(() => undefined);
    if (written === undefined) {
      setSaid(['This could not be written.']);
      return;
    }
    for (const { path, text } of written.files) saveFile({ name: path, text });
    setSaid(written.left);
  };
  return (
    <section className="own-export" aria-label="Save">
      <h2>Take it along</h2>
      <div className="own-tools">
        <button
          type="button"
          className="button button-main"
          onClick={() => saveFile({ name: 'network.workbook.json', text: sharedText(network) })}
        >
          Save with its questions
        </button>
        {FORMATS.map((format) => (
          <button key={format} type="button" className="button" onClick={() => void write(format)}>
            Save {WORDS[format]}
          </button>
        ))}
      </div>
      <p className="small soft">
        The first is one file that this page opens again, here or for somebody else. It holds your text as it stands: look at it
        before you give it away.
      </p>
      {said.length > 0 && (
        <ul className="small" role="status">
          {[...new Set(said)].slice(0, 20).map((each) => (
            <li key={each}>{each}</li>
          ))}
        </ul>
      )}
    </section>
  );
}
