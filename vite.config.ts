import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'
import { buildBorders } from './scripts/atlas/build-borders.ts'
import { buildPlaces } from './scripts/atlas/build-places.ts'
import { buildCoarserLand } from './scripts/atlas/coarser-land.ts'
import { buildPorts } from './scripts/ports/build-ports.ts'
import { buildSeaLanes } from './scripts/sea-lanes/build-sea-lanes.ts'
import { preparedData } from './scripts/prepared-data.ts'

// The address of the server that `npm run dev` starts beside Vite; never used by the built page.
const apiTarget = process.env['FAIRWAY_DEV_API'] ?? 'http://127.0.0.1:8080'

const prepared = [
  { module: 'virtual:land-50m-url', file: 'land-50m.json', make: buildCoarserLand },
  { module: 'virtual:borders-url', file: 'borders.json', make: buildBorders },
  { module: 'virtual:places-url', file: 'places.json', make: buildPlaces },
  { module: 'virtual:ports-url', file: 'ports.json', make: buildPorts },
  { module: 'virtual:sea-lanes-url', file: 'sea-lanes.json', make: buildSeaLanes },
] as const

/** MapLibre's own controls, popups and their pictures, most of its CSS: Fairway draws its own. */
const withoutMapControls = {
  postcssPlugin: 'without-map-controls',
  Rule(rule: { selectors: string[]; remove: () => void }) {
    if (rule.selectors.every((selector) => /\.maplibregl-(ctrl|popup)/.test(selector))) rule.remove()
  },
}

/**
 * Zod's JSON Schema, which each of its schemas offers: the server describes itself with it, and the page, which never
 * does, would load 40 kB of it first. What is called all the same says so.
 */
const withoutJsonSchema = {
  name: 'without-json-schema',
  apply: 'build',
  load(id: string) {
    if (!/[\\/]zod[\\/]v4[\\/]core[\\/](to-json-schema|json-schema-processors)\.js$/.test(id)) return null
    const source = readFileSync(id, 'utf8')
    const names = Array.from(source.matchAll(/^export (?:function|const) (\w+)/gm), ([, name]) => name)
    const renamed = source.includes('processSchema as process') ? 'export { processSchema as process }' : ''
    const leftOut = 'const leftOut = () => { throw new Error("The page is built without JSON Schema.") }'
    return [leftOut, ...names.map((name) => `export const ${name} = () => leftOut`), renamed].join('\n')
  },
} as const

/** The map is asked for with the page that will ask for it, and not after that page has run. */
const mapAskedAtOnce = {
  name: 'map-asked-at-once',
  transformIndexHtml: {
    order: 'post',
    handler(_html: string, { bundle = {} }: { bundle?: Record<string, { fileName: string; name?: string }> }) {
      const isScript = ({ name, fileName }: { fileName: string; name?: string }) =>
        fileName.endsWith('.js') && ['map', 'maplibre', 'desk'].includes(name ?? '')
      return Object.values(bundle)
        .filter(isScript)
        .map(({ fileName }) => ({
          tag: 'link',
          attrs: { rel: 'modulepreload', crossorigin: true, href: `/${fileName}` },
          injectTo: 'head' as const,
        }))
    },
  },
} as const

export default defineConfig({
  plugins: [react(), preparedData(prepared), withoutJsonSchema, mapAskedAtOnce],
  build: {
    outDir: 'dist/web',
    target: 'es2022',
    sourcemap: false,
    // The content security policy has no data: for fonts or scripts, so nothing is inlined.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1200, // MapLibre's; scripts/budget.mjs holds what is loaded first
    manifest: true, // for scripts/budget.mjs, which takes it away
    rolldownOptions: {
      output: {
        codeSplitting: {
          // A file for each handful of shared lines would be a request each, and requests are what a ship's link is slow at.
          groups: [
            // What changes seldom keeps its name, and so its place in the browser's cache, from version to version.
            { name: 'maplibre', test: /node_modules[\\/]maplibre-gl[\\/].*\.mjs$/, priority: 6 },
            { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/, priority: 6 },
            { name: 'page', tags: ['$initial'], priority: 5 },
            {
              name: 'desk',
              test: /src[\\/](features[\\/](tasks|route[\\/]waypoints)|app[\\/]voyage[\\/](team|library)|data[\\/]workers[\\/]comlink)/,
              priority: 4,
            },
            { name: 'map', test: /src[\\/](features[\\/]map|app[\\/]answer[\\/]answer-map)/, priority: 3 },
            // Each of these is the first thing that somebody sees.
            { name: 'access', test: /src[\\/]features[\\/]access[\\/]sign-in/, priority: 2 },
            { name: 'board', test: /src[\\/](app|features)[\\/]board/, priority: 2 },
            { name: 'results', test: /src[\\/](features[\\/]results|app[\\/]answer)/, priority: 2 },
            { name: 'rest', test: /./, priority: 1 },
          ],
        },
      },
    },
  },
  css: { postcss: { plugins: [withoutMapControls] } },
  worker: { format: 'es', plugins: () => [withoutJsonSchema] },
  server: { proxy: { '/api': { target: apiTarget, changeOrigin: false } } },
  test: {
    // Many tests wait for servers and timers: one more at a time than there are processors.
    maxWorkers: availableParallelism() + 1,
    projects: [
      {
        extends: true,
        test: {
          name: 'pure',
          environment: 'node',
          include: ['test/{domain,samples}/**/*.test.ts'],
          setupFiles: ['test/support/setup-node.ts'],
          // Nothing there has a state that one file could leave to the next, and most of the time is loading modules anew.
          isolate: false,
          testTimeout: 20_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'node',
          environment: 'node',
          include: ['test/{server,data,house,scripts}/**/*.test.ts'],
          globalSetup: ['test/support/data-folder.ts', 'test/support/built-programs.ts'],
          setupFiles: ['test/support/setup-node.ts'],
          // The database is compiled once, quickly; compiling it again to run faster pays only where it runs for long.
          execArgv: ['--liftoff-only'],
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'screen',
          environment: 'jsdom',
          include: [
            'test/{state,ui}/**/*.test.{ts,tsx}',
            'test/features/{board,map,optimise,request,results,route,settings}/**/*.test.{ts,tsx}',
          ],
          setupFiles: ['test/support/setup-screen.ts'],
          // Loading jsdom and the packages anew took two thirds of the time; the setup empties the window and renews Fairway's modules.
          isolate: false,
          testTimeout: 20_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'screen alone',
          environment: 'jsdom',
          // What these leave behind, such as a kept task, would be found by the next.
          include: ['test/app/**/*.test.{ts,tsx}', 'test/features/tasks/**/*.test.{ts,tsx}'],
          setupFiles: ['test/support/setup-screen.ts'],
          testTimeout: 20_000,
        },
      },
    ],
  },
})
