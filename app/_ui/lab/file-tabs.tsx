import type { ReactNode } from 'react';

interface FileTabsProps {
  readonly files: readonly { readonly path: string }[];
  readonly path: string;
  readonly onPath: (path: string) => void;
  readonly children: ReactNode;
}

/** The files of a lab, and what may be done to the one on screen. */
export function FileTabs({ files, path, onPath, children }: FileTabsProps) {
  return (
    <div className="text-bar">
      <div className="switch">
        {files.map((file) => (
          <button key={file.path} type="button" aria-pressed={file.path === path} onClick={() => onPath(file.path)}>
            <span className="mono">{file.path}</span>
          </button>
        ))}
      </div>
      <div className="text-tools">{children}</div>
    </div>
  );
}
