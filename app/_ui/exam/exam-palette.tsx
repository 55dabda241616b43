'use client';

interface ExamPaletteProps {
  readonly states: readonly { readonly answered: boolean; readonly flagged: boolean }[];
  readonly at: number;
  readonly onGo: (place: number) => void;
}

/** Every place of the form: whether it is answered and flagged, and never whether it is right. */
export function ExamPalette({ states, at, onGo }: ExamPaletteProps) {
  const answered = states.filter((each) => each.answered).length;
  return (
    <nav className="exam-palette" aria-label="Questions">
      <p className="small soft">
        {answered} answered, {states.length - answered} open
      </p>
      <ol>
        {states.map((state, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a place is its number.
          <li key={place}>
            <button
              type="button"
              className={`exam-number ${state.answered ? 'is-answered' : ''} ${state.flagged ? 'is-flagged' : ''}`}
              aria-current={place === at ? 'step' : undefined}
              aria-label={`Question ${place + 1}, ${state.answered ? 'answered' : 'open'}${state.flagged ? ', flagged' : ''}`}
              onClick={() => onGo(place)}
            >
              {place + 1}
              {state.flagged && <span aria-hidden="true">⚑</span>}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}
