import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'
import { portsPlugin } from './scripts/ports/ports-plugin.ts'

// The address of the server that `npm run dev` starts beside Vite; never used by the built page.
const apiTarget = process.env['FAIRWAY_DEV_API'] ?? 'http://127.0.0.1:8080'

export default defineConfig({
  plugins: [react(), portsPlugin()],
  build: {
    outDir: 'dist/web',
    target: 'es2022',
    sourcemap: false,
    // The content security policy has no data: for fonts or scripts, so nothing is inlined.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1200,
  },
  worker: { format: 'es' },
  server: { proxy: { '/api': { target: apiTarget, changeOrigin: false } } },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          environment: 'node',
          include: ['test/{domain,server,data,samples,scripts}/**/*.test.ts'],
          setupFiles: ['test/support/setup-node.ts'],
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'screen',
          environment: 'jsdom',
          include: ['test/{app,features,state,ui}/**/*.test.{ts,tsx}'],
          setupFiles: ['test/support/setup-screen.ts'],
          testTimeout: 20_000,
        },
      },
    ],
  },
})
