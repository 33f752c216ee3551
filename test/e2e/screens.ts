// `npm run screens`: a picture of every state in every theme and size, to look at.
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type SizeName, sizes } from './scene.ts'
import { walk } from './walk.ts'

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: 'screens' },
    size: { type: 'string', multiple: true, default: ['wide', 'desk', 'tablet'] },
    state: { type: 'string', multiple: true },
  },
})

const missed: string[] = []
let taken = 0
await mkdir(values.out, { recursive: true })
await walk({
  sizes: values.size.filter((name): name is SizeName => name in sizes),
  wanted: ({ name }) => !values.state || values.state.includes(name),
  look: async ({ state, size, theme, page }) => {
    await page.screenshot({ path: join(values.out, `${state.name}-${theme}-${size}.png`) })
    taken += 1
  },
  onMissed: ({ state, size, theme }, reason) => missed.push(`${state.name}, ${theme}, ${size}: ${reason}`),
})
process.stdout.write(`${taken} pictures in ${values.out}.\n`)
for (const line of missed) process.stderr.write(`Not shown: ${line}\n`)
process.exitCode = missed.length > 0 ? 1 : 0
