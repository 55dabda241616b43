import type { Block, Outcome, PathComponent, ProbeAnswer } from './answer.ts';
import { describeBlock } from './describe.ts';
import { describeGate } from './describe-explanation.ts';

const code = (text: string): string => `\`${text}\``;
const nameOf = ({ logicalId, id }: Pick<Block, 'id' | 'logicalId'>): string => code(logicalId ?? id);

/** One verdict as a paragraph, from the data of its answer: the name, the way, what stopped it, the policies, and what it means. */
export function describeVerdict(answer: ProbeAnswer): string {
  if (answer.error !== undefined) return `There is no verdict: ${answer.error.message}`;
  return [
    nameSentence(answer),
    waySentence(answer),
    faultSentences(answer),
    policySentence(answer),
    outcomeSentence(answer.outcome, answer.evaluation !== undefined),
    costSentence(answer),
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

function nameSentence({ dns }: ProbeAnswer): string {
  if (dns === undefined) return '';
  if (dns.status !== 'NOERROR') return dns.status === 'TIMEOUT' ? 'Nobody answers for the name.' : 'The name has no answer.';
  const said = dns.authority === 'private' ? 'private DNS says so' : 'public DNS says so';
  return `The name answers with ${dns.answers.map(code).join(', ')}; ${said}.`;
}

function waySentence({ forwardPathComponents = [], via = [], blocks = [] }: ProbeAnswer): string {
  const [sender] = forwardPathComponents;
  if (sender === undefined) return '';
  const tables = forwardPathComponents.filter((each) => each.kind === 'route-table').map(tableWords);
  const crossed = via.map(({ id }) => code(id));
  const way = tables.length === 0 ? '' : ` ${tables.join(', then ')} decides where it goes.`;
  const through = crossed.length === 0 ? '' : ` It goes through ${crossed.join(', then ')}.`;
  const early = blocks.some((block) => block.kind === 'route-table') ? '' : through;
  return `The packet leaves ${nameOf(sender)}.${way}${early}`;
}

/** A table with the line that it took. */
function tableWords({ id, logicalId, facts }: PathComponent): string {
  const routes = Array.isArray(facts?.routes)
    ? (facts.routes as readonly { readonly taken?: boolean; readonly destination?: string }[])
    : [];
  const taken = routes.find((route) => route.taken === true)?.destination;
  return `${nameOf({ id, ...(logicalId === undefined ? {} : { logicalId }) })}${taken === undefined ? '' : ` (line ${code(taken)})`}`;
}

/** The first fault in full, those behind it by their first sentence. */
function faultSentences({ blocks = [] }: ProbeAnswer): string {
  const network = blocks.filter((block) => !block.explanationCode.startsWith('SIM_AUTHZ_'));
  const [first, ...others] = network.map(describeBlock);
  if (first === undefined) return '';
  const behind = others.length === 0 ? '' : ` Behind it there is more: ${others.map((each) => each.summary).join(' ')}`;
  return `${first.summary} ${first.fix}${behind}`;
}

function policySentence({ evaluation, blocks = [] }: ProbeAnswer): string {
  if (evaluation === undefined) return '';
  const supposed = blocks.some((block) => !block.explanationCode.startsWith('SIM_AUTHZ_'));
  const gates = evaluation.explanation?.gates.filter((gate) => gate.decision !== 'notApplicable').map(describeGate) ?? [];
  const denials = blocks
    .filter((block) => block.explanationCode.startsWith('SIM_AUTHZ_'))
    .map((block) => describeBlock(block).fix);
  const opening = supposed ? 'Were it to arrive, the policies would be asked: ' : 'At the service the policies are asked: ';
  return gates.length === 0 ? '' : `${opening}${[...gates, ...denials].join(' ')}`;
}

/** What the outcome tells: a timeout is the network, a denial is a policy, or a service that is not the one that was meant. */
function outcomeSentence(outcome: Outcome | undefined, judged: boolean): string {
  switch (outcome) {
    case 'allowed':
      return 'So the program gets its answer.';
    case 'accessDenied':
      return judged
        ? 'So the program gets a refusal at once: the network carried the call and a policy said no.'
        : 'So the program gets an error at once: the network carried the call to what does not serve it.';
    case 'timeout':
      return 'So the program waits and hears nothing: that is the network, whatever the policies say.';
    case 'connectionRefused':
      return 'So the program is refused at once: the machine is there and nothing listens.';
    case 'nameError':
      return 'So the program sends nothing at all: it has no address to send to.';
    case undefined:
      return '';
  }
}

function costSentence({ monthlyByComponent, monthlyFixedUsd, monthlyTrafficUsd }: ProbeAnswer): string {
  if (monthlyFixedUsd === undefined) return '';
  const parts = (monthlyByComponent ?? []).map(({ id, usd }) => `${code(id)} $${usd.toFixed(2)}`);
  const traffic = monthlyTrafficUsd === undefined ? '' : `, traffic $${monthlyTrafficUsd.toFixed(2)}`;
  return `By the hour it costs $${monthlyFixedUsd.toFixed(2)} a month${parts.length === 0 ? '' : ` (${parts.join(', ')})`}${traffic}.`;
}
