/** What comes of joining: the room and the name in it, with the four words where the seat is new; or why there is no seat. */
export type JoinAnswer =
  | { readonly fault: string }
  | { readonly fault?: never; readonly title: string; readonly name: string; readonly phrase?: string };
