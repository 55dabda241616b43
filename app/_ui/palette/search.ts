/** One thing that can be gone to. */
export interface Entry {
  readonly kind: 'lesson' | 'lab' | 'quiz' | 'fact' | 'concept' | 'page' | 'exam' | 'term' | 'note' | 'bookmark';
  readonly title: string;
  /** What else it may be found by, and is shown in small print. */
  readonly text: string;
  readonly href: string;
}

const RANK: Readonly<Record<Entry['kind'], number>> = {
  ...{ lesson: 0, lab: 0, page: 1, exam: 1, term: 1, bookmark: 1, note: 1, quiz: 2, concept: 3, fact: 4 },
};
const MOST = 12;

/** The entries in which every word of `query` begins a word, titles before texts; without a query the places one goes to. */
export function search(entries: readonly Entry[], query: string): readonly Entry[] {
  const words = wordsOf(query);
  if (words.length === 0) return entries.filter(({ kind }) => kind === 'page' || kind === 'lesson').slice(0, MOST);
  const found = entries.flatMap((entry) => {
    const score = scoreOf(entry, words);
    return score === undefined ? [] : [{ entry, score: score * 10 + RANK[entry.kind] }];
  });
  return found
    .toSorted((a, b) => a.score - b.score)
    .slice(0, MOST)
    .map(({ entry }) => entry);
}

/** Lower is better; undefined where a word is found nowhere. */
function scoreOf({ title, text }: Entry, words: readonly string[]): number | undefined {
  const [inTitle, inText] = [wordsOf(title), wordsOf(text)];
  let score = 0;
  for (const word of words) {
    if (inTitle.includes(word)) continue;
    if (inTitle.some((each) => each.startsWith(word))) score += 1;
    else if (inText.some((each) => each.startsWith(word))) score += 4;
    else return undefined;
  }
  return score;
}

const wordsOf = (text: string): readonly string[] => text.toLowerCase().match(/[a-z0-9.]+/g) ?? [];
