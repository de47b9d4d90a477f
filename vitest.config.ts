import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Threads and processes that tests start load what another has compiled: half of what starting one costs. */
const env = { NODE_COMPILE_CACHE: fileURLToPath(new URL('node_modules/.cache/compiled', import.meta.url)) };
const node = { environment: 'node', env, maxWorkers: '100%', testTimeout: 30_000, hookTimeout: 60_000 } as const;

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...node,
          name: 'unit',
          include: ['src/main/**/*.test.ts', 'fixtures/**/*.test.ts', 'tests/architecture/**/*.test.ts'],
        },
      },
      { test: { ...node, name: 'contract', include: ['tests/contract/**/*.test.ts'] } },
      { test: { ...node, name: 'renderer', environment: 'happy-dom', include: ['src/renderer/**/*.test.{ts,tsx}'] } },
      {
        test: {
          ...node,
          name: 'pcsc',
          include: ['tests/pcsc/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 60_000,
        },
      },
      {
        test: {
          ...node,
          name: 'devices',
          include: ['tests/devices/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 60_000,
        },
      },
      {
        test: {
          ...node,
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 120_000,
        },
      },
    ],
  },
});
