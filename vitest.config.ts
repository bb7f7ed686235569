import { defineConfig } from 'vitest/config';
import { testFiles } from './test/apart.js';
import { scratchDirectory } from './test/inMemory.js';

// The workers and what they start inherit it.
process.env.TMPDIR = scratchDirectory();

const { apart, together } = testFiles();

// Without the alias vitest loads graphql twice, and the two refuse each other's schemas.
const resolve = { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] };
const patience = { testTimeout: 30_000, hookTimeout: 120_000 };

export default defineConfig({
  resolve,
  test: {
    globalSetup: ['test/globalSetup.ts'],
    maxWorkers: 3,
    projects: [
      { resolve, test: { name: 'together', include: together, isolate: false, ...patience } },
      { resolve, test: { name: 'apart', include: apart, ...patience } },
    ],
  },
});
