import type { Calibration } from '#engine';

const WORDS = { guess: 'Guess', likely: 'Likely', sure: 'Sure' } as const;

/** What each word claimed and what came of it: a bar with its interval, the claim as a line, and the same in a table. */
export function CalibrationPlot({ rows }: { readonly rows: Calibration['rows'] }) {
  const asked = rows.filter((row) => row.right.of > 0);
  if (asked.length === 0) return <p>Say how sure you are in practice or review, and this shows whether you were right to be.</p>;
  return (
    <>
      <p className="small soft">
        The bar is how often you were right, the thin line across its end the range of the true share with 95 % confidence, the
        dashed mark what the word is taken to claim. A bar that ends before its mark says that you were surer than you could be.
      </p>
      <table className="profile-table calibration">
        <thead>
          <tr>
            <th scope="col">You said</th>
            <th scope="col">Right</th>
            <th scope="col">Answers</th>
            <th scope="col">Picture</th>
          </tr>
        </thead>
        <tbody>
          {asked.map(({ certainty, claimed, right }) => (
            <tr key={certainty}>
              <th scope="row">{WORDS[certainty]}</th>
              <td>
                {Math.round(100 * right.share)} %{' '}
                <span className="soft range">
                  ({Math.round(100 * right.low)} to {Math.round(100 * right.high)})
                </span>
              </td>
              <td>{right.of}</td>
              <td>
                <svg
                  viewBox="0 0 100 12"
                  role="img"
                  aria-label={`the word is taken to claim about ${Math.round(100 * claimed)} %`}
                >
                  <rect x="0" y="3" width={100 * right.share} height="6" className="plot-bar" />
                  <line x1={100 * right.low} x2={100 * right.high} y1="6" y2="6" className="plot-range" />
                  <line x1={100 * claimed} x2={100 * claimed} y1="0" y2="12" className="plot-claim" />
                </svg>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
