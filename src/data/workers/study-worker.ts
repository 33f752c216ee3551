import { studied } from '#src/domain/report/answer-study.ts'
import { expose } from './comlink.ts'

expose(studied)
