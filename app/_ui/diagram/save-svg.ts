/** What of a computed style a picture needs to look the same outside its page. */
const STYLES = [
  ...['fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-linecap', 'stroke-linejoin', 'opacity', 'color'],
  ...['font-family', 'font-size', 'font-weight', 'text-anchor', 'display', 'transform'],
];

/** Hands the picture over as a file of its own: the whole of it, with every style written into it. */
export function saveSvg(svg: SVGSVGElement, size: { readonly width: number; readonly height: number }, name: string): void {
  const url = URL.createObjectURL(new Blob([svgText(svg, size)], { type: 'image/svg+xml' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `${name}.svg`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

function svgText(svg: SVGSVGElement, { width, height }: { readonly width: number; readonly height: number }): string {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const originals = svg.querySelectorAll('*');
  for (const [index, element] of copy.querySelectorAll('*').entries()) {
    const original = originals[index];
    if (original === undefined) continue;
    const computed = getComputedStyle(original);
    const style = STYLES.map((property) => `${property}:${computed.getPropertyValue(property)}`).join(';');
    for (const attribute of ['class', 'role', 'tabindex', 'aria-pressed']) element.removeAttribute(attribute);
    element.setAttribute('style', style);
  }
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('viewBox', `0 0 ${width} ${height}`);
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  copy.setAttribute('style', `background:${getComputedStyle(document.body).backgroundColor}`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(copy)}\n`;
}
