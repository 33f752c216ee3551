import { expose } from './comlink.ts'
import { writeFile, writeResultFile } from './write-file.ts'

expose({ writeFile, writeResultFile })
