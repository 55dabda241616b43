import { defineConfig } from 'prisma/config';

// Prisma's command line downloads a native schema engine before any command, also before `generate`, which has no use for it.
// A stand-in that exists everywhere prevents that; Node makes `prisma migrate` fail, where /bin/true would let it pretend.
// Migrations are made by prisma/migrate.mts and applied by prisma/deploy.mts.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
});
