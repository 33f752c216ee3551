// `npm run bench [words]`: builds the product, then measures it. Words select figures by their suite or name.
import { runOnProduct } from './run-on-product.mjs'

runOnProduct('test/bench/run.ts', process.argv.slice(2))
