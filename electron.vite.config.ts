import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';
import { migrationFiles } from './src/main/store/migrations/migration-files.ts';
import { windowConfig } from './vite.config.ts';

const path = (file: string) => fileURLToPath(new URL(file, import.meta.url));

/** The demo's cards and people are in the bundle only when it is built to be tried out or tested. */
const withDemo = process.env.TRUC_BAN_BUNDLE === 'demo';

/** Programs of their own process or thread: the host starts them by these names from its own folder. */
const entries: Readonly<Record<string, string>> = {
  index: path('src/main/hosts/electron/main.ts'),
  'pcsc-device': path('src/main/workers/pcsc-device.process.ts'),
  'scanner-device': path('src/main/workers/scanner-device.process.ts'),
  verify: path('src/main/workers/verify.worker.ts'),
  image: path('src/main/workers/image.worker.ts'),
  vision: path('src/main/workers/vision.worker.ts'),
  face: path('src/main/workers/face.worker.ts'),
  ocr: path('src/main/workers/ocr.worker.ts'),
  db: path('src/main/workers/db.worker.ts'),
  ...(withDemo
    ? {
        'demo-device': path('src/main/demo/demo-device.process.ts'),
        'demo-upstream': path('src/main/demo/demo-upstream.process.ts'),
      }
    : {}),
};

/** Native or data-carrying packages stay packages; everything else is bundled. */
const packages = [
  ...['pcsclite', 'better-sqlite3', 'node-hid', 'serialport', 'onnxruntime-node', 'tesseract.js', 'zxing-wasm'],
  ...['@cornerstonejs/codec-openjpeg', '@jsquash/jpeg', '@jsquash/png'],
];

/** Puts an empty module in the place of the demo and of fixtures: a desk on duty holds neither test keys nor made-up people. */
const leaveOutDemo: Plugin = {
  name: 'truc-ban:leave-out-demo',
  enforce: 'pre',
  resolveId: (id) => (/^#(main\/demo|fixtures)\//.test(id) ? '\0truc-ban:no-demo' : null),
  load: (id) => (id === '\0truc-ban:no-demo' ? "throw new Error('this build has no demo');" : null),
};

const migrationModule = path('src/main/store/migrations/migration-files.ts');

/** Puts the schema changes into the program itself: a bundle has no folder of them beside it. */
const carryMigrations: Plugin = {
  name: 'truc-ban:carry-migrations',
  enforce: 'pre',
  load(id) {
    if (id !== migrationModule) return null;
    const roles = ['desk', 'registry'] as const;
    const carried = Object.fromEntries(roles.map((role) => [role, migrationFiles(role, dirname(migrationModule))]));
    return `const carried = ${JSON.stringify(carried)};\nexport const migrationFiles = (role) => carried[role];\n`;
  },
};

export default defineConfig({
  main: {
    plugins: withDemo ? [carryMigrations] : [carryMigrations, leaveOutDemo],
    build: {
      outDir: 'out/main',
      externalizeDeps: false,
      rolldownOptions: {
        input: Object.fromEntries(Object.entries(entries).filter(([, file]) => existsSync(file))),
        external: ['electron', /^node:/, ...packages],
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: path('src/main/hosts/electron/preload.ts') },
        // A sandboxed preload is one CommonJS file.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: windowConfig,
});
