import type { Run } from '../evaluate/scope.ts';

/**
 * What `make` makes, once: it is asked for in any order. Where `make` asks for it itself, `cyclic` is told the way that leads back
 * and answers instead.
 */
export function lazily<T>(run: Run, name: string, make: () => T, cyclic: (way: string) => T): () => T {
  let state: 'open' | 'working' | 'made' = 'open';
  let made: T | undefined;
  return () => {
    if (state === 'made') return made as T;
    if (state === 'working') return cyclic(wayBack(run, name));
    state = 'working';
    run.trail.push(name);
    made = make();
    run.trail.pop();
    state = 'made';
    return made;
  };
}

const MAX_STEPS_SHOWN = 8;

function wayBack({ trail }: Run, name: string): string {
  const way = trail.slice(trail.indexOf(name)).filter((each, index, all) => each !== all[index - 1]);
  const steps = [...way, name].map((each) => `\`${each}\``);
  const shown = steps.length > MAX_STEPS_SHOWN ? [...steps.slice(0, MAX_STEPS_SHOWN - 1), '…', ...steps.slice(-1)] : steps;
  return shown.join(' → ');
}
