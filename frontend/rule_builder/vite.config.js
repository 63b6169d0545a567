import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// One ES module and one stylesheet, committed in the Python package, so that nobody who runs the app needs Node.
export default defineConfig({
  plugins: [react()],
  define: { 'process.env.NODE_ENV': '"production"' },
  build: {
    // not `lib`: that keeps the white space of an ES module, half as much again
    rolldownOptions: {
      input: 'src/main.jsx',
      preserveEntrySignatures: 'strict',
      output: { format: 'es', entryFileNames: 'rule_builder.js', assetFileNames: 'rule_builder[extname]' },
    },
    cssCodeSplit: false,
    modulePreload: false,
    outDir: process.env.OUT_DIR ?? '../../app/components/rule_builder/assets',
    emptyOutDir: true,
    minify: true,
    target: 'es2022',
  },
});
