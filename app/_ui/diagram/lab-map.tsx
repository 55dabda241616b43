'use client';

import dynamic from 'next/dynamic';
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import type { Span, ThingFacts } from '#engine';
import type { Drawing } from './drawing.ts';
import { MapOrWords } from './map-or-words.tsx';
import type { PlacedStep } from './path-of.ts';
import { Stage, type StageHandle } from './stage.tsx';
import type { Marks } from './thing.tsx';
import { EDIT_WORDS } from './words.ts';

const ThingPanel = dynamic(() => import('./thing-panel.tsx').then((loaded) => loaded.ThingPanel));

interface LabMapProps {
  readonly drawing: Drawing;
  readonly title: string;
  /** Whether the text can be read now; else this is the map of before. */
  readonly readable: boolean;
  readonly marks: Marks;
  readonly steps: readonly PlacedStep[];
  readonly current: number | undefined;
  readonly failedZones: readonly string[];
  /** What the line under the pointer or the cursor of the editor made; undefined where no line is pointed at. */
  readonly lit: readonly string[] | undefined;
  readonly factsOf: (thing: string) => Promise<ThingFacts | undefined>;
  readonly onLine: (span: Span) => void;
}

/** The map of a lab: it can be moved, its things opened, saved as a picture; and the same in words, one key away. */
export function LabMap(props: LabMapProps) {
  const { drawing, title, readable, factsOf, onLine, ...shown } = props;
  const [chosen, setChosen] = useState<string | undefined>();
  const stage = useRef<StageHandle>(null);
  const facts = useFacts(chosen, drawing, factsOf);
  const close = useCallback(() => {
    setChosen(undefined);
    if (chosen !== undefined) document.querySelector<SVGElement>(`[data-thing="${CSS.escape(chosen)}"]`)?.focus();
  }, [chosen]);
  return (
    <MapOrWords
      className="lab-map"
      drawing={drawing}
      tools={<Tools stage={stage} />}
      map={<Stage {...shown} drawing={drawing} title={title} selected={chosen} onThing={setChosen} handle={stage} />}
      below={
        <>
          {chosen !== undefined && <ThingPanel thing={chosen} facts={facts} onLine={onLine} onClose={close} />}
          <p className="map-foot">
            <span role="status">
              {readable ? editWords(drawing) : 'The text cannot be read at the moment. This is the map of before.'}
            </span>
            {props.lit !== undefined && props.lit.length > 0 && (
              <span className="map-line">This line: {props.lit.join(', ')}</span>
            )}
          </p>
        </>
      }
    />
  );
}

/** The facts of the thing that is chosen, asked for again when the network has changed. */
function useFacts(thing: string | undefined, drawing: Drawing, factsOf: LabMapProps['factsOf']): ThingFacts | undefined {
  const [facts, setFacts] = useState<ThingFacts | undefined>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another network, other facts.
  useEffect(() => {
    let wanted = true;
    if (thing === undefined) setFacts(undefined);
    else void factsOf(thing).then((found) => wanted && setFacts(found));
    return () => {
      wanted = false;
    };
  }, [thing, drawing, factsOf]);
  return facts?.name === thing || facts?.id === thing ? facts : undefined;
}

/** What the last edit did, in one line. */
function editWords({ edits }: Drawing): string {
  if (edits.length === 0) return '';
  const parts = (['added', 'changed', 'removed'] as const).flatMap((edit) => {
    const ids = edits.filter((each) => each.edit === edit).map(({ id }) => id);
    return ids.length === 0
      ? []
      : [`${EDIT_WORDS[edit]} ${ids.slice(0, 4).join(', ')}${ids.length > 4 ? ` and ${ids.length - 4} more` : ''}`];
  });
  return `Last edit: ${parts.join('; ')}.`;
}

function Tools({ stage }: { readonly stage: RefObject<StageHandle | null> }) {
  const save = async () => {
    const svg = stage.current?.svg();
    if (svg === null || svg === undefined || stage.current === null) return;
    const { saveSvg } = await import('./save-svg.ts');
    saveSvg(svg, stage.current.size, 'network');
  };
  return (
    <div className="map-tools">
      <button type="button" onClick={() => stage.current?.zoomBy(0.8)} title="Smaller (-)">
        <span aria-hidden="true">−</span>
        <span className="visually-hidden">Smaller</span>
      </button>
      <button type="button" onClick={() => stage.current?.zoomBy(1.25)} title="Larger (+)">
        <span aria-hidden="true">+</span>
        <span className="visually-hidden">Larger</span>
      </button>
      <button type="button" onClick={() => stage.current?.showAll()} title="All of it (0)">
        All
      </button>
      <button type="button" onClick={() => void save()} title="Save as a picture">
        SVG
      </button>
    </div>
  );
}
