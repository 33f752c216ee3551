import { simplifyTrack } from '#src/domain/route/simplify.ts'
import { expose } from './comlink.ts'

expose(simplifyTrack)
