// `npm run screens`: a picture of every state in every theme and size, into `screens/`.
// `--out folder`, `--size tablet --state results` (repeatable) for a selection; `--guide` for the guide's pictures.
import { runOnProduct } from './run-on-product.mjs'

const args = process.argv.slice(2)
const guide = args.includes('--guide')
runOnProduct(guide ? 'test/e2e/guide-pictures.ts' : 'test/e2e/screens.ts', guide ? [] : args)
