import { z } from 'zod';
import { faultIn } from '#server/database-fault';
import { renewCookie } from '#server/learner';
import { errorFields, log } from '#server/log';
import type { Answer, Refused } from '../_ui/answer.ts';
import type { Kind, Kinds } from '../_ui/journal/kinds.ts';
import { saveExamAnswer } from '../exam/actions.ts';
import {
  defendDecision,
  keepExpectation,
  keepOwnGuess,
  keepTradeOff,
  predictStep,
  saveDraft,
  submit,
} from '../lab/[lab]/actions.ts';
import { answerInLesson, saveVisit } from '../learn/[lesson]/actions.ts';
import { saveNote } from '../notes/actions.ts';
import { answerQuestion } from '../quiz/[lesson]/actions.ts';
import { actInRoom } from '../room/actions.ts';

export const dynamic = 'force-dynamic';

/** Each does one thing that a learner's page asks for, checks what it is given, and says whose it is by the cookie alone. */
const KINDS: Kinds = {
  answer: answerQuestion,
  prediction: answerInLesson,
  step: predictStep,
  viva: defendDecision,
  exam: saveExamAnswer,
  room: actInRoom,
  submission: submit,
  draft: saveDraft,
  note: saveNote,
  visit: saveVisit,
  'trade-off': keepTradeOff,
  guess: keepOwnGuess,
  expectation: keepExpectation,
};

const MOST_BYTES = 12_000_000;
const body = z.strictObject({ kind: z.enum(Object.keys(KINDS) as Kind[]), args: z.array(z.unknown()).max(8) });

/**
 * Records what a learner did and answers as the action does, when it is on the disk. A route and no action: actions of one page
 * wait for one another, and one that sets a cookie draws its whole page again. 503 with `fault` means that it is to be sent again.
 */
export async function POST(request: Request): Promise<Response> {
  if (!request.headers.get('content-type')?.startsWith('application/json')) return unreadable(415);
  if (Number(request.headers.get('content-length') ?? 0) > MOST_BYTES) return unreadable(413);
  const sent = body.safeParse(await request.json().catch(() => undefined));
  if (!sent.success) return unreadable(400);
  const act = KINDS[sent.data.kind] as (...args: readonly unknown[]) => Promise<Answer<unknown>>;
  try {
    const answer = await act(...sent.data.args);
    if (answer.ok) await renewCookie();
    return Response.json(answer, { status: statusOf(answer), headers: NO_STORE });
  } catch (error) {
    const fault = faultIn(error);
    if (fault === undefined) throw error;
    const what = { request: request.headers.get('x-request-id'), route: '/record', kind: sent.data.kind };
    log('error', { ...what, ...errorFields(error), fault });
    return Response.json({ fault }, { status: 503, headers: { ...NO_STORE, 'retry-after': '2' } });
  }
}

const NO_STORE = { 'cache-control': 'no-store' };

function statusOf(answer: Answer<unknown>): number {
  if (answer.ok) return 200;
  return answer.code === 'JOIN_FIRST' ? 401 : 422;
}

function unreadable(status: number): Response {
  const answer: Refused = { ok: false, code: 'UNREADABLE', sentence: 'What was sent cannot be read.' };
  return Response.json(answer, { status, headers: NO_STORE });
}
