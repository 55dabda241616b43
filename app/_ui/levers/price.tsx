'use client';

import { useState } from 'react';
import { kindWords } from '../trace/kind-words.ts';
import { useAnswer } from './use-answer.ts';
import type { Ask, Price } from './view.ts';

/** Gigabytes a month that the slider stops at. */
const STOPS = [0, 10, 100, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000] as const;

/** What a month costs, by component, with a slider for what each flow of the checks carries. */
export function PriceLever({ ask, version }: { readonly ask: Ask; readonly version: unknown }) {
  const [stop, setStop] = useState(2);
  const gbPerMonth = STOPS[stop] ?? 0;
  const price = useAnswer<Price>(() => ask({ kind: 'price', gbPerMonth }), version, gbPerMonth);
  return (
    <section className="lever" aria-labelledby="lever-price">
      <h3 id="lever-price">A month&apos;s price</h3>
      <label className="lever-row">
        <span>Each flow of the checks carries</span>
        <input
          type="range"
          min={0}
          max={STOPS.length - 1}
          value={stop}
          aria-valuetext={`${gbPerMonth} GB a month`}
          onChange={(event) => setStop(Number(event.target.value))}
        />
        <output>{gbPerMonth.toLocaleString('en')} GB</output>
      </label>
      {price === undefined ? (
        <p className="soft small">Nothing can be priced as the text stands.</p>
      ) : (
        <PriceTable price={price} />
      )}
    </section>
  );
}

const dollars = (usd: number): string => usd.toLocaleString('en', { style: 'currency', currency: 'USD' });

function PriceTable({ price }: { readonly price: Price }) {
  const rows = [
    ...price.hourly
      .filter(({ usd }) => usd > 0)
      .map(({ kind, id, count, usd }) => ({ what: `${kindWords(kind)} ${id}`, how: `${count} × 730 h`, usd })),
    ...price.traffic.map(({ kind, id, usd }) => ({ what: `${kindWords(kind)} ${id}`, how: 'traffic', usd })),
  ];
  return (
    <>
      <table className="price">
        <thead>
          <tr>
            <th scope="col">Component</th>
            <th scope="col">For</th>
            <th scope="col">USD</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ what, how, usd }) => (
            <tr key={`${what} ${how}`}>
              <td>{what}</td>
              <td>{how}</td>
              <td>{dollars(usd)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={2}>
              Together
            </th>
            <td>{dollars(price.totalUsd)}</td>
          </tr>
        </tfoot>
      </table>
      <p className="soft small">
        Prices of us-east-1 as of {price.dated}.{price.unpriced.length > 0 && ` Not priced: ${price.unpriced.join(', ')}.`}
      </p>
    </>
  );
}
