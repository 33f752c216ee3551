import { betterRoute } from '#src/domain/optimise/track/better-route.ts'
import { coastAt } from './coast.ts'
import { expose } from './comlink.ts'
import type { FindBetterRoute } from './better-route.ts'

const find: FindBetterRoute = async (problem, coastUrl, onProgress) => {
  const land = await coastAt(coastUrl)
  return betterRoute({ ...problem, land }, (fraction) => void onProgress(fraction))
}

expose(find)
