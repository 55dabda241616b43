import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { defineConfig } from '@playwright/test';

// This file is read once by the runner and again by each worker, which inherits the runner's environment.
process.env.WORKBOOK_JOURNEYS_DATA ??= mkdtempSync(path.join(tmpdir(), 'workbook-journeys-'));
const port = Number(process.env.WORKBOOK_JOURNEYS_PORT ?? '3910');
const baseURL = `http://127.0.0.1:${port}`;

export default defineConfig({
  testDir: 'test/journeys',
  outputDir: 'test-results',
  // Each worker has a server and data of its own, so two may go at the same time.
  workers: 2,
  fullyParallel: true,
  timeout: 120_000,
  // What is waited for is an outcome; how long a busy machine takes to reach it is no fault.
  expect: { timeout: 20_000 },
  forbidOnly: true,
  reporter: [['list'], ['json', { outputFile: process.env.PLAYWRIGHT_JSON_OUTPUT_FILE ?? 'test-results/report.json' }]],
  use: {
    baseURL,
    viewport: { width: 1280, height: 800 },
    launchOptions: {
      ...(process.env.CHROMIUM_PATH === undefined ? {} : { executablePath: process.env.CHROMIUM_PATH }),
      args: [
        ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
        ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
      ],
    },
  },
  webServer: {
    command: 'node cli/start.mjs',
    url: `${baseURL}/health`,
    env: { PORT: String(port), HOST: '127.0.0.1', WORKBOOK_DATA: process.env.WORKBOOK_JOURNEYS_DATA },
    reuseExistingServer: false,
    timeout: 300_000,
    stderr: 'pipe',
    gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 },
  },
});
