const YEAR = 365 * 24 * 60 * 60;

/** Keeps a choice in a cookie for a year, so that the next page is drawn as it was wished from its first frame. */
export function remember(cookie: string, value: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in browsers that we support.
  document.cookie = `${cookie}=${value}; path=/; max-age=${YEAR}; samesite=lax`;
}
