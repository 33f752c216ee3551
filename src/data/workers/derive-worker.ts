import { derive } from '#src/domain/voyage/derived.ts'
import { expose } from './comlink.ts'

expose(derive)
