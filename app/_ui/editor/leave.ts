/** Takes the focus out of the editor, to the tools above it, from where Tab goes on. */
export function leaveEditor(inside: HTMLElement | null): void {
  inside?.closest('.pane-text')?.querySelector<HTMLElement>('.text-tools button')?.focus();
}
