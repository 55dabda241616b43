export function refusalsOf(
  _d: unknown,
  _w: string,
): {
  refusals: { code: string; message: string; pointer: string }[];
  advisories: { code: string; message: string; pointer: string }[];
} {
  return { refusals: [], advisories: [] };
}
