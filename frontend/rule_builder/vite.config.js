import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// One ES module and one stylesheet, committed in the Python package, so that nobody who runs the app needs Node.
export default defineConfig({
  plugins: [react()],
  define: { 'process.env.NODE_ENV': '"production"' },
  build: {
    lib: { entry: 'src/main.jsx', formats: ['es'], fileName: () => 'rule_builder.js', cssFileName: 'rule_builder' },
    outDir: process.env.OUT_DIR ?? '../../app/components/rule_builder/assets',
    emptyOutDir: true,
    minify: true,
    target: 'es2022',
  },
});
