'use client';

import { useState } from 'react';
import { kindWords } from '../trace/kind-words.ts';
import { type PriceRow, rowsOf } from './price-rows.ts';
import { useAnswer } from './use-answer.ts';
import type { Ask, Design, Designs, Price } from './view.ts';

/** Gigabytes a month that the slider stops at. */
const STOPS = [0, 10, 100, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000] as const;

interface PriceLeverProps {
  readonly ask: Ask;
  readonly designs: Designs;
  readonly version: unknown;
}

/** What a month costs, by component, with a slider for what each flow of the checks carries; beside another design where one is chosen. */
export function PriceLever({ ask, designs, version }: PriceLeverProps) {
  const [stop, setStop] = useState(2);
  const [chosen, setChosen] = useState(-1);
  const gbPerMonth = STOPS[stop] ?? 0;
  const other = designs.list[chosen];
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
      <label className="lever-row">
        <span>Beside it</span>
        <select value={chosen} onChange={(event) => setChosen(Number(event.target.value))}>
          <option value={-1}>nothing</option>
          {designs.list.map(({ name }, index) => (
            <option key={name} value={index}>
              {name}
            </option>
          ))}
        </select>
      </label>
      {price === undefined ? (
        <p className="soft small">Nothing can be priced as the text stands.</p>
      ) : other === undefined ? (
        <PriceTable price={price} />
      ) : (
        <Beside key={chosen} price={price} other={other} priceOf={designs.price} />
      )}
    </section>
  );
}

interface BesideProps {
  readonly price: Price;
  readonly other: Design;
  readonly priceOf: Designs['price'];
}

type Told = { readonly of: Price } & ({ readonly kind: 'lost' } | { readonly kind: 'here'; readonly theirs: Price | undefined });

/** Both prices for carrying the same: until the other one is known for what the slider says now, the pair of before stays. */
function Beside({ price, other, priceOf }: BesideProps) {
  const told = useAnswer<Told>(
    () =>
      priceOf(other.files, price.flows).then(
        (theirs): Told => ({ kind: 'here', theirs, of: price }),
        (): Told => ({ kind: 'lost', of: price }),
      ),
    price,
  );
  const theirs = told?.kind === 'here' ? told.theirs : undefined;
  return (
    <>
      <p className="small" role="status">
        {told !== undefined && besideWords(told, other.name)}
      </p>
      <PriceTable price={told?.of ?? price} {...(theirs === undefined ? {} : { theirs })} />
    </>
  );
}

function besideWords(told: Told, name: string): string {
  if (told.kind === 'lost') return 'Pricing the other text took too long.';
  return told.theirs === undefined
    ? 'The other text cannot be priced as it stands.'
    : differenceWords(told.of, told.theirs, name);
}

const dollars = (usd: number): string => usd.toLocaleString('en', { style: 'currency', currency: 'USD' });

function differenceWords(mine: Price, theirs: Price, name: string): string {
  const more = mine.totalUsd - theirs.totalUsd;
  if (Math.abs(more) < 0.005) return `Your text costs the same a month as ${name}.`;
  return `Your text costs ${dollars(Math.abs(more))} ${more > 0 ? 'more' : 'less'} a month than ${name}.`;
}

function PriceTable({ price, theirs }: { readonly price: Price; readonly theirs?: Price }) {
  const unpriced = [...new Set([...price.unpriced, ...(theirs?.unpriced ?? [])])];
  return (
    <>
      <table className={theirs === undefined ? 'price' : 'price price-two'}>
        <thead>
          <tr>
            <th scope="col">Component</th>
            <th scope="col">For</th>
            <th scope="col">{theirs === undefined ? 'USD' : 'Yours'}</th>
            {theirs !== undefined && <th scope="col">The other</th>}
          </tr>
        </thead>
        <tbody>
          {rowsOf(price, theirs).map((row) => (
            <tr key={`${row.kind} ${row.id} ${row.by}`}>
              <td>
                {kindWords(row.kind)} {row.id}
              </td>
              <td>{row.by === 'hour' ? hoursWords(row) : 'traffic'}</td>
              <td>{row.mine === undefined ? '–' : dollars(row.mine)}</td>
              {theirs !== undefined && <td>{row.theirs === undefined ? '–' : dollars(row.theirs)}</td>}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={2}>
              Together
            </th>
            <td>{dollars(price.totalUsd)}</td>
            {theirs !== undefined && <td>{dollars(theirs.totalUsd)}</td>}
          </tr>
        </tfoot>
      </table>
      <p className="soft small">
        Prices of us-east-1 as of {price.dated}.{unpriced.length > 0 && ` Not priced: ${unpriced.join(', ')}.`}
      </p>
    </>
  );
}

const hoursWords = ({ counts }: PriceRow): string => [...new Set(counts)].map((count) => `${count} × 730 h`).join(', ');
