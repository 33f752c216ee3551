// `npm run bench [words]`: builds the product, then measures it. Words take the figures whose suite or name has them.
import { runOnProduct } from './run-on-product.mjs'

runOnProduct('test/bench/run.ts', process.argv.slice(2))
