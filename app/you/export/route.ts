import { currentLearner } from '#server/learner';
import { exportLearner } from '#server/learner-export';

/** Everything that is stored about whoever asks, as one file. */
export async function GET(): Promise<Response> {
  const body = JSON.stringify(await exportLearner(await currentLearner()), null, 2);
  return new Response(body, {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': 'attachment; filename="privatelink-workbook.json"',
      'cache-control': 'no-store',
    },
  });
}
