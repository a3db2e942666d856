import tailwind from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { join } from 'node:path';
import { defineConfig } from 'vite';

// light-dark() must reach the browser as written, or a theme set by hand would not hold.
const browsers = ['chrome131', 'edge131', 'firefox132', 'safari18.2'];

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), tailwind()],
  // Contracts are built with zod; the browser needs of them their addresses only.
  resolve: { alias: [{ find: /^zod$/, replacement: join(import.meta.dirname, 'contract-words.ts') }] },
  build: {
    outDir: join(import.meta.dirname, '../../build/web'),
    emptyOutDir: true,
    target: browsers,
    cssTarget: browsers,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: true,
    // All catalogues of a language are one piece: they are read together.
    rolldownOptions: { output: { codeSplitting: { groups: [{ debugName: 'words', name: (id) => `words-${/\/locales\/([^/]+)\//.exec(id)?.[1] ?? ''}`, test: /\/web\/locales\// }] } } },
    // The code editor is one piece of half a megabyte, loaded where somebody writes.
    chunkSizeWarningLimit: 600,
  },
  server: {
    host: '127.0.0.1',
    proxy: { '/api': process.env['KINDRED_API'] ?? 'http://127.0.0.1:4400', '/t/': process.env['KINDRED_API'] ?? 'http://127.0.0.1:4400' },
  },
});
