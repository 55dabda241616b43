import { sha256 } from '../hash.ts';
import type { ItemTry } from '../learning/try.ts';

/** One xAPI statement, as far as we write them. */
export interface XapiStatement {
  readonly id: string;
  readonly actor: {
    readonly objectType: 'Agent';
    readonly name?: string;
    readonly account: { readonly homePage: string; readonly name: string };
  };
  readonly verb: { readonly id: string; readonly display: { readonly en: string } };
  readonly object: {
    readonly objectType: 'Activity';
    readonly id: string;
    readonly definition: { readonly type: string; readonly name: { readonly en: string } };
  };
  readonly result: { readonly success: boolean; readonly completion: true; readonly duration?: string };
  readonly context: { readonly extensions: Readonly<Record<string, readonly string[] | string>> };
  readonly timestamp: string;
}

/** Whose statements these are: the address of this workbook, a name that stands for the learner here, what people call him where they may know, and how a moment is written (ISO 8601). */
export interface XapiSource {
  readonly homePage: string;
  readonly name: string;
  readonly called?: string;
  readonly timestampOf: (at: number) => string;
}

/**
 * The tries of one learner as xAPI statements, in their order; the id of a statement follows from both and the try's key, so what is sent twice is one statement.
 * @see https://github.com/adlnet/xAPI-Spec/blob/master/xAPI-Data.md
 */
export function xapiStatements(
  tries: readonly ItemTry[],
  { homePage, name, called, timestampOf }: XapiSource,
): readonly XapiStatement[] {
  return tries.map((each): XapiStatement => {
    const lab = each.of.kind === 'lab';
    const verb = lab ? (each.correct ? 'passed' : 'failed') : 'answered';
    return {
      id: uuidOf(`${homePage}/${name}/${each.key}`),
      actor: { objectType: 'Agent', ...(called === undefined ? {} : { name: called }), account: { homePage, name } },
      verb: { id: `http://adlnet.gov/expapi/verbs/${verb}`, display: { en: verb } },
      object: {
        objectType: 'Activity',
        id: `${homePage}/${lab ? 'lab' : 'question'}/${encodeURIComponent(each.item)}`,
        definition: {
          type: `http://adlnet.gov/expapi/activities/${lab ? 'simulation' : 'question'}`,
          name: { en: each.item },
        },
      },
      result: {
        success: each.correct,
        completion: true,
        ...(each.seconds === undefined ? {} : { duration: `PT${each.seconds}S` }),
      },
      context: { extensions: extensionsOf(each, homePage) },
      timestamp: timestampOf(each.at),
    };
  });
}

function extensionsOf(each: ItemTry, homePage: string): XapiStatement['context']['extensions'] {
  return {
    [`${homePage}/extensions/concepts`]: each.of.concepts,
    [`${homePage}/extensions/misconceptions`]: each.misconceptions,
    ...(each.certainty === undefined ? {} : { [`${homePage}/extensions/certainty`]: each.certainty }),
  };
}

/** A UUID of version 8 that `text` alone decides. */
function uuidOf(text: string): string {
  const hex = sha256(text);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
