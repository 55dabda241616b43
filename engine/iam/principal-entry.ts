/** One text of a Principal element, with what it names read once. */
export interface PrincipalEntry {
  /** `AWS`, `Service`, `Federated` or `CanonicalUser`. */
  readonly type: string;
  readonly value: string;
  /** The account that it names as a whole, by its id or by its root's ARN. */
  readonly account?: string;
}

/** The entry of a text as a policy writes it. */
export function principalEntry(type: string, value: string): PrincipalEntry {
  const account = type === 'AWS' ? accountNamed(value) : undefined;
  return account === undefined ? { type, value } : { type, value, account };
}

const accountNamed = (value: string): string | undefined =>
  /^\d{12}$/.test(value) ? value : /^arn:aws[a-z-]*:iam::(\d{12}):root$/.exec(value)?.[1];
