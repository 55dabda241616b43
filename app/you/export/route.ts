import { download } from '#server/download';
import { currentLearner } from '#server/learner';
import { exportLearner } from '#server/learner-export';

/** Everything that is stored about whoever asks, as one file. */
export async function GET(): Promise<Response> {
  const body = JSON.stringify(await exportLearner(await currentLearner()), null, 2);
  return download({ file: 'privatelink-workbook.json', type: 'application/json; charset=utf-8', body });
}
