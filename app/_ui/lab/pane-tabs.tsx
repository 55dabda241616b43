export const PANES = ['brief', 'checks', 'map', 'text', 'lower'] as const;
export type Pane = (typeof PANES)[number];

const TITLES: Readonly<Record<Pane, string>> = { brief: 'Brief', checks: 'Checks', map: 'Map', text: 'Text', lower: 'Trace' };

interface Props {
  readonly pane: Pane;
  readonly onPane: (pane: Pane) => void;
  readonly score: string;
}

/** On a narrow screen one pane is shown at a time; on a wide one these buttons are not there. */
export function PaneTabs({ pane, onPane, score }: Props) {
  return (
    <nav className="pane-tabs" aria-label="Parts of the lab">
      {PANES.map((each) => (
        <button key={each} type="button" aria-pressed={each === pane} onClick={() => onPane(each)}>
          {TITLES[each]}
          {each === 'checks' && score !== '' && <span className="pane-score"> {score}</span>}
        </button>
      ))}
    </nav>
  );
}
