// The long kill checker: random rounds of an operator who works and a breaker who kills browser, gateway and link, and
// up to a hundred of two desks that write one voyage at the same time.
// Every promise of the screen must be kept. `npm run check:kill -- --rounds 500 --seed 1`
import { spawn } from 'node:child_process'
import { parseArgs } from 'node:util'

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '500' }, seed: { type: 'string', default: '1' } },
})
const numbers = { KILL_ROUNDS: values.rounds, KILL_SEED: values.seed }
for (const [name, value] of Object.entries(numbers)) {
  if (/^[1-9]\d{0,8}$/.test(value)) continue
  console.error(`${name === 'KILL_ROUNDS' ? '--rounds' : '--seed'} takes a whole number, not "${value}".`)
  process.exit(2)
}

const child = spawn(
  'npx',
  [
    'vitest',
    'run',
    '--project',
    'node',
    'test/data/kill',
    'test/data/library/library-sync',
    'test/server/library/rounds',
  ],
  {
    stdio: 'inherit',
    env: { ...process.env, ...numbers },
  },
)
child.on('exit', (code) => process.exit(code ?? 1))
