import type { ReactNode } from 'react';
import { blocksOf, type TextBlock } from './text-blocks.ts';
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

const MARK =
  /(`+)(.+?)\1|\*\*(.+?)\*\*|(?<![\w*])\*([^*\s](?:[^*]*[^*\s])?)\*(?![\w*])|\[([^\]]+)\]\((https:[^)\s]+|\/[^)\s]*)\)/gs;

/** `text` with its marks drawn. Code is taken as it stands; the other marks may hold marks. */
export function inline(text: string): ReactNode[] {
  const parts: ReactNode[] = [];
  let from = 0;
  for (const match of text.matchAll(MARK)) {
    const [whole, , code, strong, stressed, label, href] = match;
    if (match.index > from) parts.push(text.slice(from, match.index));
    const key = match.index;
    if (code !== undefined) parts.push(<code key={key}>{code.trim()}</code>);
    else if (strong !== undefined) parts.push(<strong key={key}>{inline(strong)}</strong>);
    else if (stressed !== undefined) parts.push(<em key={key}>{inline(stressed)}</em>);
    else
      parts.push(
        <a key={key} href={href} rel="noreferrer">
          {label}
        </a>,
      );
    from = match.index + whole.length;
  }
  if (from < text.length) parts.push(text.slice(from));
  return parts;
}
