/** A value, or every fault that kept it from being one. A learner's mistake is a `Result`; our own mistake throws. */
export type Result<T, E> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly errors: readonly E[] };

/** The successful result that holds `value`. */
export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });

/** The failed result that holds `errors`, in the order in which they stand in the text; never empty. */
export const fail = <E>(errors: readonly E[]): { readonly ok: false; readonly errors: readonly E[] } => ({ ok: false, errors });
