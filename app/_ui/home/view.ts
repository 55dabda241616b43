/** One lesson as a stop of the line. */
export interface StopView {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly href: string;
  readonly minutes: number;
  readonly state: 'new' | 'started' | 'done';
  /** Whether what comes next is here. */
  readonly here: boolean;
  readonly read: boolean;
  readonly labs: readonly { readonly id: string; readonly title: string; readonly href: string; readonly passed: boolean }[];
  readonly questions: { readonly href: string; readonly right: number; readonly of: number };
}
