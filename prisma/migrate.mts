/**
 * For authors of the schema: `node --import tsx prisma/migrate.mts dev <name>` writes the migration that leads from prisma/migrations
 * to schema.prisma; `check` fails when there is one to write. Both work in memory and touch no learner's database.
 *
 * Prisma's own command downloads an engine for this; the same engine comes as a package and is run here. Its way in is internal to
 * Prisma: the package is pinned to the version of Prisma, and prisma/deploy.test.ts holds the two together.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { PrismaLibSql } from '@prisma/adapter-libsql';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as engine from '@prisma/schema-engine-wasm/schema_engine_bg';

const here = import.meta.dirname;
const migrations = path.join(here, 'migrations');
const filters: engine.SchemaFilter = { externalTables: [], externalEnums: [] };

/** What the package exports for its own loader only, and therefore does not declare. */
interface WasmGlue {
  __wbg_set_wasm(exports: WebAssembly.Exports): void;
}
/** Where the engine's panics are told. */
interface PanicRegistry {
  PRISMA_WASM_PANIC_REGISTRY?: { readonly set_message: (message: string) => void };
}

/** Makes the engine ready; everything that it exports works only after this. */
async function startEngine(): Promise<void> {
  (globalThis as PanicRegistry).PRISMA_WASM_PANIC_REGISTRY = { set_message: (message) => console.error(message) };
  const glue = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const bytes = readFileSync(glue.replace(/\.js$/, '.wasm'));
  const imports = { './schema_engine_bg.js': engine as unknown as WebAssembly.ModuleImports };
  const { instance } = await WebAssembly.instantiate(bytes, imports);
  (engine as unknown as WasmGlue).__wbg_set_wasm(instance.exports);
  const start = instance.exports.__wbindgen_start;
  if (typeof start !== 'function')
    throw new Error('The schema engine cannot be started: its version does not fit prisma/migrate.mts.');
  start();
}

/** libsql, with a shadow database that runs whole scripts: the engine hands a migration over as if it were one statement. */
class WholeScripts extends PrismaLibSql {
  override async connectToShadowDb() {
    const database = await super.connectToShadowDb();
    const one = database.executeRaw.bind(database);
    database.executeRaw = async (query) => {
      if (query.args.length > 0) return one(query);
      await database.executeScript(query.sql);
      return 0;
    };
    return database;
  }
}

const schema = (): engine.SchemaContainer[] => {
  const file = path.join(here, 'schema.prisma');
  return [{ path: file, content: readFileSync(file, 'utf8') }];
};

function migrationsList(): engine.MigrationList {
  const lock = path.join(migrations, 'migration_lock.toml');
  const folders = existsSync(migrations) ? readdirSync(migrations, { withFileTypes: true }) : [];
  const names = folders.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return {
    baseDir: migrations,
    shadowDbInitScript: '',
    lockfile: { path: 'migration_lock.toml', content: existsSync(lock) ? readFileSync(lock, 'utf8') : null },
    migrationDirectories: names
      .toSorted()
      .map((name) => ({ path: name, migrationFile: { path: 'migration.sql', content: sqlOf(name) } })),
  };
}

const sqlOf = (name: string): engine.JsResult<string, string> => ({
  tag: 'ok',
  value: readFileSync(path.join(migrations, name, 'migration.sql'), 'utf8'),
});

async function openEngine(): Promise<engine.SchemaEngine> {
  await startEngine();
  const adapter = bindMigrationAwareSqlAdapterFactory(new WholeScripts({ url: ':memory:' }));
  const datamodels = schema().map(({ path: file, content }): [string, string] => [file, content]);
  return engine.SchemaEngine.new({ datamodels }, () => undefined, adapter);
}

/** Whether schema.prisma says exactly what the migrations add up to; prints what is missing. */
async function check(): Promise<boolean> {
  const difference = await (await openEngine()).diff({
    from: { tag: 'migrations', ...migrationsList() },
    to: { tag: 'schemaDatamodel', files: schema() },
    script: true,
    exitCode: true,
    filters,
  });
  if (difference.exitCode === 0) return true;
  console.error(`prisma/schema.prisma is ahead of prisma/migrations; run \`node --import tsx prisma/migrate.mts dev <name>\`:`);
  console.error(difference.stdout ?? '');
  return false;
}

/** Writes the migration `name`, and the lock file with the first one. */
async function dev(name: string): Promise<void> {
  const opened = await openEngine();
  await opened.applyMigrations({ migrationsList: migrationsList(), filters });
  await opened.devDiagnostic({ migrationsList: migrationsList(), filters });
  const made = await opened.createMigration({
    draft: false,
    migrationName: name,
    migrationsList: migrationsList(),
    schema: { files: schema() },
    filters,
  });
  if (made.migrationScript === null) return console.log('Nothing to migrate: prisma/migrations already leads to schema.prisma.');
  const folder = path.join(migrations, made.generatedMigrationName);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'migration.sql'), made.migrationScript);
  writeFileSync(path.join(migrations, 'migration_lock.toml'), 'provider = "sqlite"\n');
  console.log(`Wrote prisma/migrations/${made.generatedMigrationName}/migration.sql`);
}

const [command, name] = process.argv.slice(2);
if (command === 'check') process.exitCode = (await check()) ? 0 : 1;
else if (command === 'dev' && name !== undefined) await dev(name);
else {
  console.error('Usage: node --import tsx prisma/migrate.mts check | dev <name>');
  process.exitCode = 2;
}
