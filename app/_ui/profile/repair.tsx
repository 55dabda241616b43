import Link from 'next/link';

/** Where a belief is met and mended. */
export interface RepairLinks {
  readonly read?: { readonly lesson: string; readonly href: string };
  readonly practice: string;
}

export function Repair({ links: { read, practice } }: { readonly links: RepairLinks }) {
  return (
    <p className="belief-repair">
      {read !== undefined && <Link href={read.href}>Read how it fails in {read.lesson}</Link>}
      <a href={practice}>Questions about it</a>
    </p>
  );
}
