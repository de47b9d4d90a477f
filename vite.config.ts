import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type UserConfig } from 'vite';

const root = fileURLToPath(new URL('./src/renderer', import.meta.url));

/**
 * The window, built once for both hosts: `vite build` and `electron-vite build` make the same bytes of it, so everything a
 * build preset would choose is chosen here.
 */
export const windowConfig = {
  root,
  base: './',
  envDir: false,
  publicDir: false,
  plugins: [react()],
  build: {
    outDir: fileURLToPath(new URL('./out/web', import.meta.url)),
    emptyOutDir: true,
    target: 'chrome140',
    // No data: URLs for fonts and no inline scripts: the window's CSP allows neither.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    minify: true,
    reportCompressedSize: false,
    // Read from memory on the same machine: one file is quicker than several.
    chunkSizeWarningLimit: 2_000,
    rolldownOptions: { input: fileURLToPath(new URL('./src/renderer/index.html', import.meta.url)) },
  },
} satisfies UserConfig;

export default defineConfig(windowConfig);
