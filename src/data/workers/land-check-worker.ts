import { landCrossings, routeLines } from '#src/domain/route/land-check.ts'
import { coastAt } from './coast.ts'
import { expose } from './comlink.ts'
import type { CheckLand } from './land-check.ts'

const checkLand: CheckLand = async (route, coastUrl) => landCrossings(routeLines(route), await coastAt(coastUrl))

// The coast has 400,000 corners: the page never waits for it to be read and searched.
expose(checkLand)
