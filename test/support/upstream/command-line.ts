import { parseArgs } from 'node:util'
import { catalogue } from './catalogue.ts'

/** The options of `npm run upstream:faulty`. */
export interface Command {
  readonly isHelp: boolean
  readonly port: number
  readonly key: string
  readonly taskMs: number
  readonly seed: number
  /** Share of the requests that meet a behaviour, 0 to 1. */
  readonly share: number
  readonly behaviours: readonly Wanted[]
}

/** `late+cut@GET /task/`: what, and for which requests; null: the ones it usually applies to. */
export interface Wanted {
  readonly names: string
  readonly on: string | null
}

const options = {
  help: { type: 'boolean', short: 'h', default: false },
  port: { type: 'string', default: '8090' },
  key: { type: 'string', default: 'by-hand' },
  'task-seconds': { type: 'string', default: '20' },
  seed: { type: 'string', default: '1' },
  share: { type: 'string', default: '1' },
  behaviour: { type: 'string', short: 'b', multiple: true, default: [] as string[] },
} as const

/** @throws Error with a sentence about what cannot be understood */
export function parseCommand(words: readonly string[]): Command {
  const { values } = parseArgs({ args: [...words], options, allowPositionals: false })
  return {
    isHelp: values.help,
    port: numberOf('--port', values.port, 0, 65_535),
    key: values.key,
    taskMs: numberOf('--task-seconds', values['task-seconds'], 0, 86_400) * 1000,
    seed: numberOf('--seed', values.seed, 0, 2 ** 32 - 1),
    share: numberOf('--share', values.share, 0, 1),
    behaviours: values.behaviour.map(parseWanted),
  }
}

export function parseWanted(text: string): Wanted {
  const [names = '', on] = text.split('@', 2)
  return { names, on: on ?? null }
}

function numberOf(option: string, text: string, least: number, most: number): number {
  const value = Number(text)
  if (text.trim() === '' || !(value >= least && value <= most))
    throw new Error(`${option} must be a number from ${least} to ${most}.`)
  return value
}

const widest = Math.max(...catalogue.map(({ name }) => name.length))

export const help = `A MetOcean service that misbehaves, to try Fairway against by hand.

  npm run upstream:faulty -- [options]

  --port <n>              where it listens on this machine, 0 for any free port (8090)
  --behaviour, -b <name>  what it does wrong; several with +, for other requests with @: 'late+cut@GET /task/'
                          may be given more than once; without it the service is honest
  --share <0…1>           only this share of the requests meets a behaviour (1)
  --seed <n>              which requests those are; the same seed, the same ones (1)
  --task-seconds <n>      how long a task takes (20)
  --key <text>            the key it accepts (by-hand)

While it runs:
  curl      localhost:8090/control                                what it does wrong, what was asked, what exists
  curl -XPOST 'localhost:8090/control/429'                        from now on
  curl -XPOST 'localhost:8090/control/late+cut?on=GET%20/task/'   for these requests
  curl -XPOST 'localhost:8090/control/answer-lost?times=1'        once
  curl -XPOST 'localhost:8090/control/heal'                       honest again

Behaviours, and the requests they are usually for:
${catalogue.map(({ name, on, about }) => `  ${name.padEnd(widest)}  ${(on || 'any').padEnd(19)}  ${about}`).join('\n')}
`
