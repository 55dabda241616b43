/** The text of a field, trimmed and at most `most` characters long; empty where the form has none. */
export function textIn(form: FormData, field: string, most: number): string {
  const value = form.get(field);
  return typeof value === 'string' ? value.trim().slice(0, most) : '';
}
