/** A QR code as one path, dark on white in both themes: cameras expect that. `rows` is true where it is dark. */
export function QrCode({ rows, title }: { readonly rows: readonly (readonly boolean[])[]; readonly title: string }) {
  const path = rows.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
  return (
    <svg viewBox={`0 0 ${rows.length} ${rows.length}`} role="img" aria-label={title} shapeRendering="crispEdges">
      <rect width="100%" height="100%" fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
