/** A share with the range in which the true one lies with 95 % confidence; `of` is how many it was seen in. All from 0 to 1. */
export interface Share {
  readonly share: number;
  readonly low: number;
  readonly high: number;
  readonly of: number;
}

const Z = 1.959964;

/**
 * The share of `hits` in `of` and its Wilson score interval; without any case from 0 to 1.
 * @see https://en.wikipedia.org/wiki/Binomial_proportion_confidence_interval#Wilson_score_interval
 */
export function shareOf(hits: number, of: number): Share {
  if (of === 0) return { share: 0, low: 0, high: 1, of };
  const share = hits / of;
  const weight = 1 + (Z * Z) / of;
  const centre = (share + (Z * Z) / (2 * of)) / weight;
  const half = (Z / weight) * Math.sqrt((share * (1 - share)) / of + (Z * Z) / (4 * of * of));
  return { share, low: Math.max(0, centre - half), high: Math.min(1, centre + half), of };
}

/**
 * The range in which the true correlation lies with 95 % confidence, by Fisher's transformation, for `r` from -1 to 1 seen in `of` pairs;
 * from -1 to 1 where there are fewer than four.
 * @see https://en.wikipedia.org/wiki/Fisher_transformation
 */
export function correlationRange(r: number, of: number): { readonly low: number; readonly high: number } {
  if (of < 4) return { low: -1, high: 1 };
  const half = Z / Math.sqrt(of - 3);
  return { low: Math.tanh(Math.atanh(r) - half), high: Math.tanh(Math.atanh(r) + half) };
}
