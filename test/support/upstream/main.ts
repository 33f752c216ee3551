// `npm run upstream:faulty`: the scripted upstream as a program, to try Fairway against by hand.
import { seededRandom } from '../seeded-random.ts'
import { help, parseCommand, type Command } from './command-line.ts'
import { Control } from './control.ts'
import { startUpstream } from './upstream.ts'

const say = (text: string) => void process.stdout.write(`${text}\n`)

async function run({ port, key, taskMs, share, seed, behaviours }: Command): Promise<void> {
  const control = new Control(share, seededRandom(seed))
  const upstream = await startUpstream(key, {
    port,
    taskMs,
    onAnswered: ({ method, path }, { status, ms }) =>
      say(`${new Date().toISOString()} ${method} ${path} ${status ?? 'no answer'} ${ms} ms`),
    aside: (asked, response) => control.answer(asked, response),
  })
  control.attach(upstream)
  for (const wanted of behaviours) control.switchOn(wanted)
  say(`The upstream listens at ${upstream.url}, its control at ${upstream.url}/control. Start Fairway against it with`)
  say(`  METOCEAN_URL=${upstream.url} METOCEAN_TASKS_URL=${upstream.url} METOCEAN_API_KEY=${key} npm start`)
}

try {
  const command = parseCommand(process.argv.slice(2))
  if (command.isHelp) say(help)
  else await run(command)
} catch (error) {
  process.stderr.write(`${(error as Error).message}\nTry npm run upstream:faulty -- --help\n`)
  process.exit(1)
}
