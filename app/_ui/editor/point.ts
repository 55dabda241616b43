/** Hears which line of which file is pointed at; undefined where none is. */
export type PointAt = (file: string, line: number | undefined) => void;

export const NO_POINT: PointAt = () => undefined;

/** Says the line under the pointer, or else the one of the cursor; the same line is said once. */
export function pointerOver(file: string, tell: PointAt) {
  let [pointer, cursor]: readonly (number | undefined)[] = [];
  let said: number | undefined;
  const say = () => {
    const line = pointer ?? cursor;
    if (line === said) return;
    said = line;
    tell(file, line);
  };
  return {
    pointer: (line: number | undefined) => {
      pointer = line;
      say();
    },
    cursor: (line: number | undefined) => {
      cursor = line;
      say();
    },
  };
}
