import { AppError } from '#src/domain/errors.ts'
import { portToPort } from '#src/domain/optimise/passage/port-to-port.ts'
import { SeaLanes } from '#src/domain/optimise/passage/sea-lanes.ts'
import { coastAt } from '../coast.ts'
import { expose } from '../comlink.ts'
import type { ProposePassage } from './port-to-port.ts'

async function lanesAt(url: string): Promise<SeaLanes> {
  const response = await fetch(url).catch((cause: unknown) => {
    throw new AppError('server-unreachable', 'sea lanes', { cause })
  })
  if (!response.ok) throw new AppError('server-unreachable', `sea lanes: ${response.status}`)
  const lanes = SeaLanes.safeParse(await response.json().catch(() => null))
  if (!lanes.success) throw new AppError('answer-unreadable', 'sea lanes', { cause: lanes.error })
  return lanes.data
}

const propose: ProposePassage = async (asked, lanesUrl, coastUrl) => {
  const [lanes, land] = await Promise.all([lanesAt(lanesUrl), coastAt(coastUrl)])
  return portToPort(asked, lanes, land)
}

expose(propose)
