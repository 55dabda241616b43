/** Where the sizes of the panes are kept: in a cookie, so that the server draws them as they were left. */
export const PANES_COOKIE = 'workbook-panes';

/** Widths of the left and of the text pane and the height of the lower one, in pixels. */
export interface PaneSizes {
  readonly left?: number;
  readonly text?: number;
  readonly lower?: number;
}

const NAMES = ['left', 'text', 'lower'] as const;

/** The smallest, the largest and the usual size. */
export const SIZE_LIMITS: Readonly<Record<(typeof NAMES)[number], readonly [number, number, number]>> = {
  left: [220, 560, 304],
  text: [280, 1100, 540],
  lower: [120, 900, 320],
};

/** The sizes that a cookie holds; what is missing or out of its limits has not been chosen. */
export function paneSizesOf(text: string | undefined): PaneSizes {
  const parts = (text ?? '').split('.');
  return Object.fromEntries(
    NAMES.flatMap((name, index) => {
      const size = Number(parts[index] ?? '');
      const [least, most] = SIZE_LIMITS[name];
      return Number.isInteger(size) && size >= least && size <= most ? [[name, size]] : [];
    }),
  );
}

export const paneSizesText = (sizes: PaneSizes): string => NAMES.map((name) => sizes[name] ?? '').join('.');
