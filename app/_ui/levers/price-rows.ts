import type { Price } from './view.ts';

/** What one thing costs a month in two designs, by the hour or by what it carries; undefined where a design does not have it. */
export interface PriceRow {
  readonly kind: string;
  readonly id: string;
  readonly by: 'hour' | 'traffic';
  /** How many hours at once each design pays for. */
  readonly counts: readonly number[];
  readonly mine?: number;
  readonly theirs?: number;
}

/** A row for whatever costs anything in either design: first by the hour, then by traffic; one's own first. */
export function rowsOf(mine: Price, theirs?: Price): readonly PriceRow[] {
  const rows = new Map<string, PriceRow>();
  for (const by of ['hour', 'traffic'] as const)
    for (const [side, price] of Object.entries({ mine, theirs }))
      for (const { kind, id, usd, count } of price === undefined ? [] : chargesOf(price, by)) {
        const key = `${by} ${kind} ${id}`;
        const { counts = [], ...before } = rows.get(key) ?? {};
        rows.set(key, { ...before, kind, id, by, counts: count === undefined ? counts : [...counts, count], [side]: usd });
      }
  return [...rows.values()];
}

const chargesOf = (price: Price, by: PriceRow['by']) =>
  by === 'hour' ? price.hourly.filter(({ usd }) => usd > 0) : price.traffic.map((charge) => ({ ...charge, count: undefined }));
