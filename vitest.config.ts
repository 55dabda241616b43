import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: {
    // Next's marker package throws outside a server component; in tests it means nothing.
    alias: { 'server-only': fileURLToPath(new URL('./test/empty.ts', import.meta.url)) },
  },
  test: {
    include: ['engine/**/*.test.ts', 'app/**/*.test.ts', 'cli/**/*.test.ts', 'prisma/**/*.test.ts', 'test/*.test.ts'],
    environment: 'node',
    testTimeout: 60_000,
  },
});
