import type { SaveState } from './use-draft.ts';

/** Where the text is safe, in three words. */
export function Saved({ state }: { readonly state: SaveState }) {
  return (
    <span className={`saved saved-${state.kind}`} role="status">
      {wordsOf(state)}
    </span>
  );
}

function wordsOf(state: SaveState) {
  switch (state.kind) {
    case 'untouched':
      return 'nothing typed yet';
    case 'saving':
      return 'saving…';
    case 'saved':
      return (
        <>
          saved <time suppressHydrationWarning>{new Date(state.at).toLocaleTimeString('en-GB')}</time>
        </>
      );
    case 'kept':
      return state.why === undefined ? 'not saved – kept on this device' : `kept on this device: ${state.why}`;
  }
}
