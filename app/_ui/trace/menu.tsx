interface MenuProps {
  readonly label: string;
  /** The sentence says it without the label. */
  readonly hidden?: boolean;
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly options: readonly string[];
  readonly words?: readonly string[];
  readonly className?: string;
}

/** One menu of a sentence that is built of menus. */
export function Menu({ label, hidden = false, value, onValue, options, words = options, className }: MenuProps) {
  return (
    <label>
      <span className={hidden ? 'visually-hidden' : ''}>{label}</span>{' '}
      <select className={className} value={value} onChange={(event) => onValue(event.target.value)}>
        {options.map((option, index) => (
          <option key={option} value={option}>
            {words[index]}
          </option>
        ))}
      </select>
    </label>
  );
}
