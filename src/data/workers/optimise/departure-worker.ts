import { departureMatrix } from '#src/domain/optimise/departures/departure-ranking.ts'
import { expose } from '../comlink.ts'

expose(departureMatrix)
