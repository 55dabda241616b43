import { sittingState } from '#server/exam-places';
import { currentLearner } from '#server/learner';
import { examAnswers, sittingOf } from '#server/sittings';

interface Context {
  readonly params: Promise<{ readonly sitting: string }>;
}

/** What the server holds of an exam under way, for a window that was away or is one of several. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const sitting = await sittingOf(await currentLearner(), (await params).sitting);
  if (sitting === undefined) return new Response(null, { status: 404 });
  const state = sittingState(sitting, await examAnswers(sitting.id), Date.now());
  return Response.json(state, { headers: { 'cache-control': 'no-store' } });
}
