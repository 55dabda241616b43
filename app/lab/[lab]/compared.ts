import type { Comparison, ProbeAnswer } from '#engine';
import type { ComparisonView } from '../../_ui/lab/view.ts';
import { phraseOf } from '../../_ui/trace/expect-words.ts';
import { probeWords } from '../../_ui/trace/probe-words.ts';

/** How two designs differ, in words for both sides. */
export function comparedView({ refused, questions, policies, asked }: Comparison): ComparisonView {
  return {
    ...(refused === undefined ? {} : { refused }),
    asked,
    rows: questions.map(({ probe, mine, theirs }) => ({
      question: probeWords(probe),
      mine: seenIn(mine),
      theirs: seenIn(theirs),
    })),
    policies: policies.map(({ logicalId, witnesses }) => ({
      logicalId,
      requests: witnesses.map(({ request, before, after }) => ({
        request: JSON.stringify(request, null, 1),
        mine: before,
        theirs: after,
      })),
    })),
  };
}

/** What a caller would notice of an answer. */
function seenIn({ error, outcome, connection, via, dns, monthlyFixedUsd, monthlyTrafficUsd, deployment }: ProbeAnswer): string {
  if (error !== undefined) return error.message;
  if (monthlyFixedUsd !== undefined)
    return phraseOf({ monthlyFixedUsd, ...(monthlyTrafficUsd === undefined ? {} : { monthlyTrafficUsd }) });
  if (deployment !== undefined) return phraseOf({ deployment });
  if (outcome === undefined && dns !== undefined) return phraseOf({ dns });
  const way =
    via === undefined || via.length === 0
      ? {}
      : { via: via.map(({ kind, endpointType, service }) => ({ kind, endpointType, service })) };
  return phraseOf({ ...(outcome === undefined ? { connection } : { outcome }), ...(outcome === 'allowed' ? way : {}) });
}
