interface PortFieldProps {
  readonly value: string;
  readonly onValue: (value: string) => void;
}

/** The port in a sentence that is built of menus. */
export function PortField({ value, onValue }: PortFieldProps) {
  return (
    <label>
      port{' '}
      <input
        className="ask-port"
        inputMode="numeric"
        pattern="\d{1,5}"
        required
        value={value}
        onChange={(event) => onValue(event.target.value)}
      />
    </label>
  );
}
