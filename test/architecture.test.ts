import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { cruise, type ICruiseResult, type IForbiddenRuleType } from 'dependency-cruiser';
import { describe, expect, test } from 'vitest';
import { OPERATORS } from '../engine/iam/operators/index.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const CODE = ['engine', 'app', 'cli', 'bench', 'test', 'prisma'];
const TEST_FILE = '\\.test\\.tsx?$';

/** What a room of the engine may build on: everything that stands further left, and itself. Rooms of one step know nothing of each other. */
const STEPS = [
  ['result', 'diagnostic', 'json', 'world', 'nearest', 'remember'],
  ['ip'],
  ['catalogue'],
  ['network', 'iam', 'template'],
  ['resources'],
  ['terraform'],
  ['stack'],
  ['describe', 'export'],
  ['probe'],
  ['console', 'editing'],
  ['course'],
  ['index'],
];

const roomOf = (room: string) => `^engine/${room}(/|\\.ts$)`;

/** One rule for each room: it imports nothing that stands to its right or beside it. */
const STEP_RULES = STEPS.flatMap((rooms, step) =>
  rooms.map((room): IForbiddenRuleType & { name: string; comment: string } => ({
    name: `engine-${room}`,
    comment: `engine/${room} builds only on what stands before it: ${STEPS.slice(0, step).flat().join(', ') || 'nothing'}.`,
    severity: 'error',
    from: { path: roomOf(room), pathNot: TEST_FILE },
    to: { path: '^engine/', pathNot: [...STEPS.slice(0, step).flat(), room].map(roomOf) },
  })),
);

const RULES: (IForbiddenRuleType & { readonly name: string; readonly comment: string })[] = [
  ...STEP_RULES,
  {
    name: 'engine-is-pure',
    comment:
      'The engine imports nothing but itself, zod, a YAML parser and FSRS: it runs in a browser, on a server and in a terminal.',
    severity: 'error',
    from: { path: '^engine/', pathNot: TEST_FILE },
    to: { pathNot: ['^engine/', 'node_modules/(zod|yaml|ts-fsrs)/'] },
  },
  {
    name: 'one-door',
    comment: 'Everything outside the engine imports #engine and no room of it.',
    severity: 'error',
    from: { pathNot: '^(engine|test)/' },
    to: { path: '^engine/', pathNot: '^engine/index\\.ts$' },
  },
  {
    name: 'ui-takes-types-only',
    comment: 'What is drawn gets props: app/_ui imports types from the engine, never its functions.',
    severity: 'error',
    from: { path: '^app/_ui/', pathNot: TEST_FILE },
    to: { path: '^engine/', dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'ui-knows-no-server',
    comment: 'What is drawn may be sent to a browser: app/_ui imports nothing of the server.',
    severity: 'error',
    from: { path: '^app/_ui/' },
    to: { path: '^(app/_server|prisma|cli)/', dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'content-loader-is-plain',
    comment: 'The loader knows nothing of Next, React or the database: the command line and the tests use it too.',
    severity: 'error',
    from: { path: '^app/_server/content' },
    to: { path: 'node_modules/(next|react|react-dom|server-only|@prisma)/|^prisma/' },
  },
  {
    name: 'prisma-only-on-the-server',
    comment: 'Only app/_server, and the migrations themselves, speak to the database.',
    severity: 'error',
    from: { pathNot: '^(app/_server/|prisma/|prisma\\.config|cli/(start|test)|test/)' },
    to: { path: 'node_modules/(@prisma|@libsql|prisma)/|^prisma/' },
  },
  {
    name: 'no-cycle',
    comment: 'Two files that need each other are one idea: join them or move what they share.',
    severity: 'error',
    from: { pathNot: '^prisma/generated' },
    to: { circular: true, viaOnly: { pathNot: 'node_modules', dependencyTypesNot: ['type-only'] } },
  },
];

/** Every file that is tracked; in a copy without a repository every file that is not installed or built. */
function trackedFiles(): readonly string[] {
  try {
    const listed = execFileSync('git', ['ls-files', '-z'], { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    return listed.split('\0').filter((file) => file !== '' && existsHere(file));
  } catch {
    return filesBelow('');
  }
}

const BUILT = [
  'node_modules',
  '.next',
  '.git',
  'data',
  'test-results',
  'playwright-report',
  '.workbook',
  'coverage',
  'pictures',
  'generated',
];
const listings = new Map<string, readonly string[]>();

function namesIn(folder: string): readonly string[] {
  const known = listings.get(folder);
  if (known !== undefined) return known;
  const names = readdirSync(path.join(ROOT, folder), { withFileTypes: true }).map((entry) =>
    entry.isDirectory() ? `${entry.name}/` : entry.name,
  );
  listings.set(folder, names);
  return names;
}

function existsHere(file: string): boolean {
  const folder = path.posix.dirname(file);
  try {
    return namesIn(folder).includes(path.posix.basename(file));
  } catch {
    return false;
  }
}

function filesBelow(folder: string): readonly string[] {
  return namesIn(folder).flatMap((name) => {
    if (BUILT.includes(name.replace('/', ''))) return [];
    return name.endsWith('/') ? filesBelow(path.posix.join(folder, name)) : [path.posix.join(folder, name)];
  });
}

const tracked = trackedFiles();
const textOf = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');
const withoutComments = (text: string) =>
  text.replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' ')).replace(/(^|\s)\/\/.*$/gm, '$1');

/** Each line of these files that `pattern` finds, as `file:line: text`. */
function linesWith(
  files: readonly string[],
  pattern: RegExp,
  read: (text: string) => string = (text) => text,
): readonly string[] {
  return files.flatMap((file) =>
    read(textOf(file))
      .split('\n')
      .flatMap((line, index) => (pattern.test(line) ? [`${file}:${index + 1}: ${line.trim()}`] : [])),
  );
}

const engineSources = tracked.filter((file) => /^engine\/.*\.ts$/.test(file) && !file.endsWith('.test.ts'));

describe('imports go one way', async () => {
  const { output } = await cruise(
    CODE.filter((folder) => namesIn('').includes(`${folder}/`)),
    {
      baseDir: ROOT,
      validate: true,
      ruleSet: { forbidden: RULES },
      tsPreCompilationDeps: true,
      doNotFollow: { path: 'node_modules' },
      exclude: { path: '(^|/)prisma/generated/|\\.next/' },
      enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'default'] },
    },
    undefined,
    { tsConfig: undefined },
  );
  const result = output as ICruiseResult;

  test('the law is applied to the code there is', () => {
    const cruised = result.modules.map((module) => module.source);
    const sources = tracked.filter((file) => /^(engine|app|cli|bench)\/.*\.tsx?$/.test(file));
    expect(sources.length).toBeGreaterThan(40);
    expect(sources.filter((file) => !cruised.includes(file))).toEqual([]);
    const door = result.modules.find((module) => module.source === 'app/_server/content.ts');
    expect(door?.dependencies.map((dependency) => dependency.resolved)).toContain('engine/index.ts');
  });

  test.each(RULES.map((rule) => [rule.comment, rule.name]))('%s', (_comment, name) => {
    const broken = result.summary.violations.filter((violation) => violation.rule.name === name);
    expect(broken.map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
  });
});

describe('the engine is the same everywhere and always', () => {
  test('no `default:` hides a case that nobody thought of', () =>
    expect(linesWith(engineSources, /\bdefault:/, withoutComments)).toEqual([]));
  test('no chance and no clock', () =>
    expect(linesWith(engineSources, /\bMath\.random\b|\bDate\b\s*[.(]|\bnew Date\b|\bperformance\b/, withoutComments)).toEqual(
      [],
    ));
});

describe('a registry equals its folder', () => {
  const imported = (file: string) =>
    [...textOf(file).matchAll(/from '\.\/([\w-]+)(?:\/[\w-]+)*(?:\.ts)?'/g)].map((it) => it[1] ?? '');
  const folders = (folder: string) => namesIn(folder).flatMap((name) => (name.endsWith('/') ? [name.slice(0, -1)] : []));
  const files = (folder: string) =>
    namesIn(folder).flatMap((name) => (/^[\w-]+\.ts$/.test(name) && !/^index\.ts$/.test(name) ? [name.slice(0, -3)] : []));

  test('every resource kind is listed in engine/resources/index.ts, and nothing else is', () => {
    const names = folders('engine/resources');
    expect(names.length).toBeGreaterThan(5);
    // A folder may hold several kinds in files of their own.
    const listed = new Set(imported('engine/resources/index.ts').filter((name) => names.includes(name)));
    expect([...listed].toSorted()).toEqual([...names].toSorted());
  });

  const asFileName = (name: string) => name.replace(/(?<!^)[A-Z]/g, (letter) => `-${letter}`).toLowerCase();

  test('every condition operator is one file of engine/iam/operators, listed in its index.ts, and nothing else is', () => {
    const names = files('engine/iam/operators')
      .filter((name) => name !== 'operator')
      .toSorted();
    expect(names.length).toBeGreaterThan(20);
    expect(
      imported('engine/iam/operators/index.ts')
        .filter((name) => name !== 'operator')
        .toSorted(),
    ).toEqual(names);
    expect(OPERATORS.map(({ name }) => asFileName(name)).toSorted()).toEqual(names);
  });

  test('every condition operator has its AWS page', () =>
    expect(
      OPERATORS.filter(
        ({ source }) => !/^https:\/\/docs\.aws\.amazon\.com\/\S+_condition_operators\.html#Conditions_\w+$/.test(source),
      ),
    ).toEqual([]));

  test('an operator is known by what it says of itself: no other room of the engine asks for one by its name', () => {
    const others = engineSources.filter((file) => file.startsWith('engine/iam/') && !file.startsWith('engine/iam/operators/'));
    expect(linesWith(others, /\boperator\.name\s*(===|!==|\.\w+\(['"])|\(operator\.name\)/, withoutComments)).toEqual([]);
  });
});

describe('content is data', () => {
  const mdx = tracked.filter((file) => file.endsWith('.mdx'));
  test('no lesson imports or exports', () => expect(linesWith(mdx, /^(import|export)\s/, withoutFences)).toEqual([]));

  test('only the loader reads it', () => {
    const readers = tracked.filter(
      (file) => /^app\/.*\.tsx?$/.test(file) && !/^app\/_server\/content[\w.-]*\.ts$/.test(file) && !file.endsWith('.test.ts'),
    );
    expect(linesWith(readers, /['"`](\.{0,2}\/)*content(\/[^'"`]*)?['"`]\s*[,)]/, withoutComments)).toEqual([]);
  });
});

function withoutFences(text: string): string {
  return text.replace(/^([ \t>]*)(`{3,}|~{3,})[^\n]*\n[\s\S]*?^[ \t>]*\2[ \t]*$/gm, (fence) => fence.replace(/[^\n]/g, ''));
}

describe('the house', () => {
  const ROOMS = ['app', 'bench', 'cli', 'content', 'engine', 'prisma', 'test'];
  const PAPERS = ['LICENSE', 'README.md', 'SECURITY.md', 'Dockerfile'];
  const TOOLS = [
    'biome.json',
    'instrumentation.ts',
    'next.config.mjs',
    'package-lock.json',
    'package.json',
    'playwright.config.ts',
    'prisma.config.ts',
    'proxy.ts',
    'tsconfig.json',
    'vitest.config.ts',
  ];
  const HIDDEN = ['.ci', '.dockerignore', '.editorconfig', '.gitattributes', '.github', '.gitignore', '.node-version', '.npmrc'];
  const names = [...new Set(tracked.map((file) => file.split('/')[0] ?? ''))];

  test('has the rooms that it says, and no room named after a material', () => {
    expect(names.filter((name) => ![...ROOMS, ...PAPERS, ...TOOLS, ...HIDDEN].includes(name))).toEqual([]);
    expect(
      ['LICENSE', 'package.json', 'package-lock.json', 'tsconfig.json', ...ROOMS].filter((name) => !names.includes(name)),
    ).toEqual([]);
    const materials = tracked.filter(
      (file) => /(^|\/)(lib|utils?|helpers?|components|hooks|services|common|misc)\//.test(file) && !file.startsWith('content/'),
    );
    expect(materials).toEqual([]);
  });

  test('no file of code is longer than 350 lines', () => {
    const code = tracked.filter((file) => /\.(ts|tsx|mts|mjs|js)$/.test(file));
    expect(code.filter((file) => textOf(file).split('\n').length > 351)).toEqual([]);
  });

  test('nothing points to one machine or to somebody else’s server', () => {
    const texts = tracked.filter(
      (file) =>
        /\.(ts|tsx|mts|mjs|js|json|css|md|mdx|ya?ml|html|sh)$|^cli\/workbook$|^\.ci\/run$/.test(file) &&
        file !== 'test/architecture.test.ts',
    );
    expect(linesWith(texts, /(?<![\w.:/-])\/(work|root|tmp\/bash\w*)\/|(?<![\w-])\.\.\/shared\//)).toEqual([]);
    expect(
      linesWith(
        texts,
        /\b(cdn\.jsdelivr\.net|unpkg\.com|cdnjs\.cloudflare\.com|esm\.sh|fonts\.(googleapis|gstatic)\.com|ajax\.googleapis\.com)\b/,
      ),
    ).toEqual([]);
  });
});
