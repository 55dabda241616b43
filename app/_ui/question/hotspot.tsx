'use client';

import { type MouseEvent, useMemo } from 'react';
import type { Drawing } from '../diagram/drawing.ts';
import { Figure } from '../diagram/figure.tsx';
import { stressedAt } from '../diagram/stressed-at.ts';
import './hotspot.css';
import { type FormProps, Options } from './options.tsx';

/**
 * The drawing or the list, in which a thing is pointed at, and the same things as a list of choices beside it: pointing is a short way for
 * hands that can, and nobody needs it.
 */
export function Hotspot(props: FormProps) {
  const { question, answer, onChange, disabled } = props;
  if (question.list !== undefined) return <Rows {...props} />;
  const choose = (id: string) => {
    if (!disabled && question.items.some((item) => item.id === id)) onChange({ chosen: [id] });
  };
  return (
    <div className="hotspot">
      {question.drawing !== undefined && <PointedMap drawing={question.drawing} chosen={answer.chosen?.[0]} onPoint={choose} />}
      <Options {...props} />
    </div>
  );
}

interface PointedMapProps {
  readonly drawing: Drawing;
  readonly chosen: string | undefined;
  readonly onPoint: (id: string) => void;
}

function PointedMap({ drawing, chosen, onPoint }: PointedMapProps) {
  const shown = useMemo(() => (chosen === undefined ? drawing : stressedAt(drawing, chosen)), [drawing, chosen]);
  const point = (event: MouseEvent) => {
    const thing = event.target instanceof Element ? event.target.closest('[data-thing]') : null;
    if (thing !== null) onPoint(thing.getAttribute('data-thing') ?? '');
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the choices below are the same things for the keyboard.
    // biome-ignore lint/a11y/useKeyWithClickEvents: as above.
    <div className="hotspot-map" onClick={point}>
      <Figure drawing={shown} title="The network of this question" />
    </div>
  );
}

/** Each line of the list is a choice; what is no line (a side of a group, "none of them") stands below. */
function Rows(props: FormProps) {
  const { question, answer, onChange, disabled } = props;
  const list = question.list;
  if (list === undefined) return null;
  const named = new Set(list.rows.map((row) => row.id));
  const rest = question.items.filter((item) => !named.has(item.id));
  const chosen = answer.chosen?.[0];
  return (
    <div className="hotspot">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard. */}
      <div className="table" tabIndex={0}>
        <table className="hotspot-rows">
          <caption>{list.of}</caption>
          <thead>
            <tr>
              <th scope="col">
                <span className="visually-hidden">Choice</span>
              </th>
              {list.head.map((cell) => (
                <th key={cell} scope="col">
                  {cell}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {list.rows.map((row) => (
              <tr key={row.id} className={row.id === chosen ? 'is-chosen' : ''}>
                <td>
                  <input
                    type="radio"
                    name={question.id}
                    value={row.id}
                    id={`${question.id}/${row.id}`}
                    aria-label={row.cells.join(', ')}
                    checked={row.id === chosen}
                    disabled={disabled}
                    onChange={() => onChange({ chosen: [row.id] })}
                  />
                  <span className="option-key" aria-hidden="true">
                    {question.items.findIndex((item) => item.id === row.id) + 1}
                  </span>
                </td>
                {row.cells.map((cell, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: two cells of a row may say the same.
                  <td key={index}>
                    <label htmlFor={`${question.id}/${row.id}`}>{cell}</label>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rest.length > 0 && (
        <Options {...props} question={{ ...question, items: rest }} before={question.items.length - rest.length} />
      )}
    </div>
  );
}
