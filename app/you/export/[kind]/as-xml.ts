import { element, type Xml } from '#engine';
import { blocksOf, spansOf, type TextBlock, type TextSpan } from '../../../_ui/text-blocks.ts';

type Nodes = readonly (Xml | string)[];

/** A short text of the course as XHTML: the spans alone where it is one paragraph, otherwise its blocks. */
export function asXml(text: string): Nodes {
  const blocks = blocksOf(text);
  const [only] = blocks;
  return blocks.length === 1 && only?.kind === 'paragraph' ? inline(only.text) : blocks.map(blockAsXml);
}

function blockAsXml(block: TextBlock): Xml {
  switch (block.kind) {
    case 'paragraph':
      return element('p', {}, ...inline(block.text));
    case 'code':
      return element('pre', {}, element('code', {}, block.text));
    case 'list':
      return element(block.ordered ? 'ol' : 'ul', {}, ...block.items.map((item) => element('li', {}, ...inline(item))));
    case 'table':
      return element(
        'table',
        {},
        element('thead', {}, rowOf('th', block.head)),
        element('tbody', {}, ...block.rows.map((row) => rowOf('td', row))),
      );
  }
}

const rowOf = (name: 'th' | 'td', cells: readonly string[]): Xml =>
  element('tr', {}, ...cells.map((cell) => element(name, {}, ...inline(cell))));

const inline = (text: string): Nodes => spansOf(text).map(spanAsXml);

function spanAsXml(span: TextSpan): Xml | string {
  switch (span.kind) {
    case 'plain':
      return span.text;
    case 'code':
      return element('code', {}, span.text);
    case 'strong':
      return element('strong', {}, ...inline(span.text));
    case 'stressed':
      return element('em', {}, ...inline(span.text));
    case 'link':
      return element('a', { href: span.href }, span.text);
  }
}
