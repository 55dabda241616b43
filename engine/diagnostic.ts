/** A place in a text; lines and columns count from 1, a column counts UTF-16 code units as editors do. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A stretch of a learner's text: `end` is the first position after it. */
export interface Span {
  readonly file: string;
  readonly start: Position;
  readonly end: Position;
}

export const SEVERITIES = ['error', 'warning', 'info'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** One remark about a text: `code` is for programs, `message` for people and says what to do next. */
export interface Diagnostic {
  readonly severity: Severity;
  readonly code: string;
  readonly message: string;
  readonly span?: Span;
}

/** The `error` diagnostic with this code. */
export const errorAt = (code: string, message: string, span?: Span): Diagnostic => diagnosticAt('error', code, message, span);

/** The `warning` diagnostic with this code. */
export const warningAt = (code: string, message: string, span?: Span): Diagnostic => diagnosticAt('warning', code, message, span);

/** The `info` diagnostic with this code. */
export const infoAt = (code: string, message: string, span?: Span): Diagnostic => diagnosticAt('info', code, message, span);

function diagnosticAt(severity: Severity, code: string, message: string, span: Span | undefined): Diagnostic {
  return span === undefined ? { severity, code, message } : { severity, code, message, span };
}

/** A reason why AWS would not accept the configuration: its error code and its sentence. */
export interface Rejection {
  readonly logicalId: string;
  readonly code: string;
  readonly message: string;
  readonly span?: Span;
  /** AWS refuses it, and whether with this code is not known (resources/refusal-codes.ts). */
  readonly unverified?: true;
}

/** Something that is right and still worth a remark; never fails a grade. */
export interface Advisory {
  readonly code: string;
  readonly message: string;
  readonly logicalId?: string;
  readonly span?: Span;
}
