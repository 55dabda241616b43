import type { Span } from '../../diagnostic.ts';

/** A text that is read, and the places in it; offsets count UTF-16 code units from 0. */
export interface Source {
  readonly path: string;
  readonly text: string;
  readonly spanOf: (start: number, end: number) => Span;
}

/** Where something stands: `end` is the first offset after it. A span is made of it only where somebody wants one. */
export interface Place {
  readonly source: Source;
  readonly start: number;
  readonly end: number;
}

export const BINARY_OPERATORS = ['||', '&&', '==', '!=', '<', '>', '<=', '>=', '+', '-', '*', '/', '%'] as const;
export type BinaryOperator = (typeof BINARY_OPERATORS)[number];

/** The head of a `for`: `for value in collection` or `for key, value in collection`. */
export interface ForHead {
  readonly key: string | undefined;
  readonly value: string;
  readonly collection: Expression;
}

/** A piece of a template: text as it stands, a value that is put in, or a directive with templates of its own. */
export type TemplatePart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'interpolation'; readonly value: Expression }
  | {
      readonly kind: 'if';
      readonly test: Expression;
      readonly yes: readonly TemplatePart[];
      readonly no: readonly TemplatePart[];
    }
  | { readonly kind: 'for'; readonly head: ForHead; readonly body: readonly TemplatePart[] };

export interface ObjectItem {
  readonly key: Expression;
  readonly value: Expression;
}

/** What an expression is, without its place. */
export type Form =
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
  | { readonly kind: 'template'; readonly parts: readonly TemplatePart[] }
  | { readonly kind: 'name'; readonly name: string }
  /** What a splat goes over, within the splat. */
  | { readonly kind: 'item' }
  | { readonly kind: 'get'; readonly of: Expression; readonly name: string }
  | { readonly kind: 'index'; readonly of: Expression; readonly key: Expression }
  /** `of[*]…` or `of.*…`: `each` is what is made of each item, with `item` where it begins. */
  | { readonly kind: 'splat'; readonly of: Expression; readonly each: Expression }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[]; readonly expand: boolean }
  | { readonly kind: 'unary'; readonly operator: '-' | '!'; readonly of: Expression }
  | { readonly kind: 'binary'; readonly operator: BinaryOperator; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'conditional'; readonly test: Expression; readonly yes: Expression; readonly no: Expression }
  | { readonly kind: 'parenthesis'; readonly of: Expression }
  | { readonly kind: 'tuple'; readonly items: readonly Expression[] }
  | { readonly kind: 'object'; readonly items: readonly ObjectItem[] }
  | { readonly kind: 'for-tuple'; readonly head: ForHead; readonly value: Expression; readonly test: Expression | undefined }
  | {
      readonly kind: 'for-object';
      readonly head: ForHead;
      readonly key: Expression;
      readonly value: Expression;
      readonly test: Expression | undefined;
      /** `...` after the value: values of equal keys become a list. */
      readonly grouping: boolean;
    }
  /** What could not be read; its remark has been made. */
  | { readonly kind: 'broken' };

export type Expression = Form & Place;

export interface Attribute {
  readonly name: string;
  readonly namePlace: Place;
  readonly value: Expression;
}

export interface Block {
  readonly type: string;
  readonly labels: readonly string[];
  readonly body: Body;
  /** Type and labels. */
  readonly head: Place;
  /** All of it, to its closing brace. */
  readonly place: Place;
}

/** What stands between two braces, or in a file: attributes by name, blocks in the order of the text. */
export interface Body {
  readonly attributes: ReadonlyMap<string, Attribute>;
  readonly blocks: readonly Block[];
}

/** The span of `place`. */
export const spanOf = ({ source, start, end }: Place): Span => source.spanOf(start, end);
