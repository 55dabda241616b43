import type { ReactNode } from 'react';
import { blocksOf, spansOf, type TextBlock, type TextSpan } from './text-blocks.ts';
import './text.css';

/**
 * Short texts of the course (briefs, stems, options, reasons, feedback), which are Markdown of a small kind: paragraphs, lists,
 * tables, fenced code, `code`, **strong**, *stressed* and links. Lessons themselves are MDX and do not pass here.
 */
export function Text({ children }: { readonly children: string }) {
  const blocks = blocksOf(children);
  const [only] = blocks;
  if (blocks.length === 1 && only?.kind === 'paragraph') return <span className="text">{inline(only.text)}</span>;
  return (
    <div className="text">
      {blocks.map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the blocks of one text have no other name and never move.
        <Block key={index} block={block} />
      ))}
    </div>
  );
}

function Block({ block }: { readonly block: TextBlock }) {
  switch (block.kind) {
    case 'paragraph':
      return <p>{inline(block.text)}</p>;
    case 'code':
      return (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
        <pre tabIndex={0}>
          <code>{block.text}</code>
        </pre>
      );
    case 'list': {
      const List = block.ordered ? 'ol' : 'ul';
      return (
        <List>
          {block.items.map((item) => (
            <li key={item}>{inline(item)}</li>
          ))}
        </List>
      );
    }
    case 'table':
      return <Table head={block.head} rows={block.rows} />;
  }
}

function Table({ head, rows }: { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] }) {
  return (
    <table>
      <thead>
        <tr>
          {head.map((cell) => (
            <th key={cell} scope="col">
              {inline(cell)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.join('|')}>
            {row.map((cell, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two cells of a row may say the same.
              <td key={index}>{inline(cell)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The spans of `text`, drawn. */
export const inline = (text: string): readonly ReactNode[] => spansOf(text).map((span, index) => drawn(span, index));

function drawn(span: TextSpan, key: number): ReactNode {
  switch (span.kind) {
    case 'plain':
      return span.text;
    case 'code':
      return <code key={key}>{span.text}</code>;
    case 'strong':
      return <strong key={key}>{inline(span.text)}</strong>;
    case 'stressed':
      return <em key={key}>{inline(span.text)}</em>;
    case 'link':
      return (
        <a key={key} href={span.href} rel="noreferrer">
          {span.text}
        </a>
      );
  }
}
