import { type AssertedFile, detailOf } from './asserted.ts';

/** The results as JUnit's XML, which pipelines read: a suite for each file, a case for each check. */
export function junitOf(files: readonly AssertedFile[]): string {
  const suites = files.map(suiteOf);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n${suites.join('\n')}\n</testsuites>\n`;
}

function suiteOf({ name, results, fault }: AssertedFile): string {
  const failures = results.filter(({ passed }) => !passed).length;
  const head = `  <testsuite name="${escaped(name)}" tests="${results.length + (fault === undefined ? 0 : 1)}" failures="${failures}" errors="${fault === undefined ? 0 : 1}">`;
  const broken =
    fault === undefined
      ? []
      : [
          `    <testcase classname="${escaped(name)}" name="configuration"><error message="could not be run">${escaped(fault)}</error></testcase>`,
        ];
  return [head, ...results.map((each) => caseOf(name, each)), ...broken, '  </testsuite>'].join('\n');
}

function caseOf(suite: string, result: AssertedFile['results'][number]): string {
  const open = `    <testcase classname="${escaped(suite)}" name="${escaped(result.id)}"`;
  if (result.passed) return `${open}/>`;
  const [first] = result.reasons;
  const message = first?.summary ?? result.error?.message ?? result.title;
  return `${open}><failure message="${escaped(message)}">${escaped(detailOf(result).join('\n'))}</failure></testcase>`;
}

/** Text that may stand in XML: characters that it has no place for are left out. */
function escaped(text: string): string {
  const named: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text.replace(/[^\t\n\r\u0020-\uFFFD]/g, '').replace(/[&<>"]/g, (each) => named[each] ?? each);
}
