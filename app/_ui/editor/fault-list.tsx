import type { Fix } from '#engine';
import type { FaultView } from '../lab/view.ts';
import { Text } from '../text.tsx';
import { inOrder } from './faults.ts';
import './editor.css';

interface Props {
  readonly faults: readonly FaultView[];
  readonly several: boolean;
  readonly onJump: (file: string, line: number) => void;
  readonly onFix: (fix: Fix) => void;
}

/** What the markers say, as a list: the same for eyes, keyboard and screen reader. */
export function FaultList({ faults, several, onJump, onFix }: Props) {
  if (faults.length === 0) return null;
  return (
    <ul className="faults" aria-label="Remarks on the text">
      {inOrder(faults).map((fault) => (
        <li
          key={`${fault.file}:${fault.line}:${fault.column}:${fault.endLine}:${fault.endColumn}:${fault.code}:${fault.message}`}
          data-severity={fault.severity}
        >
          <button type="button" className="line-link" onClick={() => onJump(fault.file, fault.line)}>
            {several ? `${fault.file}, ` : ''}line {fault.line}
          </button>
          : <Text>{fault.message}</Text> <code className="fault-code">{fault.code}</code>
          {fault.fixes?.map((fix) => (
            <button key={fix.title} type="button" className="fault-fix" onClick={() => onFix(fix)}>
              <Text>{fix.title}</Text>
            </button>
          ))}
        </li>
      ))}
    </ul>
  );
}
