import { defineConfig } from '@playwright/test'

// The page is put together by the processor as well: over computed graphics that is a third less work.
const graphics = [
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--disable-gpu-compositing',
]
// As on a computer that draws no maps, which is quicker where the graphics are computed: the tables do without.
const noGraphics = ['--disable-gpu', '--disable-3d-apis']
// A test browser talks to nobody but the page it is given.
const quiet = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-quic',
]
const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []

const browserWith = (drawing: readonly string[]) => ({
  executablePath: process.env['CHROMIUM_PATH'],
  args: [...sandbox, ...quiet, ...drawing],
})

export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '**/*.e2e.ts',
  fullyParallel: false,
  // One for the map and one for what is beside it, most of whose time is waiting.
  workers: 2,
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: 'list',
  use: {
    viewport: { width: 1440, height: 900 },
    colorScheme: 'light',
    // Nothing moves that need not: each frame of a motion is computed by the processor.
    contextOptions: { reducedMotion: 'reduce' },
    // What was done, and asked of the server. Pictures of every step take a third of all the time: `npm run e2e -- --trace on`.
    trace: { mode: 'retain-on-failure', screenshots: false, snapshots: false, sources: false },
    screenshot: 'only-on-failure',
  },
  projects: [
    // Drawn by the processor, one map takes most of it; two at a time were measured and are slower.
    { name: 'map', workers: 1, grepInvert: /@tables/, use: { launchOptions: browserWith(graphics) } },
    // What is beside the map.
    { name: 'tables', workers: 1, grep: /@tables/, use: { launchOptions: browserWith(noGraphics) } },
  ],
})
