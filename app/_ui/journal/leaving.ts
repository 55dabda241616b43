/** A page that is still here after so long was not left. */
const STAYED_MS = 20_000;

let left = Number.NEGATIVE_INFINITY;
if (typeof window !== 'undefined')
  window.addEventListener('beforeunload', () => {
    left = performance.now();
  });

/**
 * Whether this page is on its way out. The next one may have been asked for before what is acknowledged now was recorded, and opens
 * without it: so it stays here, for the next page to find.
 */
export const isLeaving = (): boolean => performance.now() - left < STAYED_MS;
