import type { PublicLab } from '#engine';
import { Saved } from './saved.tsx';
import type { SaveState } from './use-draft.ts';

interface Props {
  readonly lab: PublicLab;
  readonly saved: SaveState;
  readonly sending: boolean;
  readonly onSubmit: () => void;
}

/** What the lab page adds to the bar: its kind and length, where the text is safe, and the one button. */
export function LabBar({ lab, saved, sending, onSubmit }: Props) {
  return (
    <>
      <span className="lab-kind">
        {lab.kind} · {lab.minutes} min
      </span>
      <Saved state={saved} />
      <button
        type="button"
        className="button button-main"
        onClick={onSubmit}
        disabled={sending}
        aria-keyshortcuts="Control+Enter Meta+Enter"
      >
        {sending ? 'Submitting…' : 'Submit'} <kbd className="key lab-key">Ctrl ↵</kbd>
      </button>
    </>
  );
}
