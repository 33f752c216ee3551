// The plain way to draw an answer in charts: one uPlot for each of five lanes, with every sample, one after the other.
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import { passageAnswer } from '../../support/voyage-answer.ts'
import { whenDrawn } from './when-drawn.ts'

const lanes = [
  ['Winds_10m_Intensity', 'Gust_10m'],
  ['Waves_Significant_Height', 'Swell_Wave_Significant_Height', 'Wind_Wave_Significant_Height', 'Waves_Mean_Period'],
  ['Currents_Intensity'],
  ['Sea_Surface_Temperature'],
  ['Bathymetry'],
] as const

const withNulls = (values: ArrayLike<number>) => Array.from(values, (value) => (Number.isNaN(value) ? null : value))

window.drawCharts = async (count) => {
  const root = document.getElementById('root')!
  const { columns } = passageAnswer(count)
  root.replaceChildren()
  await new Promise((resolve) => setTimeout(resolve, 300))
  const start = performance.now()
  const x = Array.from(columns.timeMs)
  for (const names of lanes) {
    const series = [{}, ...names.map((label) => ({ label, stroke: 'black', fill: 'rgb(0 0 0 / 20%)' }))]
    new uPlot(
      { width: 1190, height: 66, series, legend: { show: false } },
      [x, ...names.map((name) => withNulls(columns.fields[name]!))],
      root,
    )
  }
  await whenDrawn(lanes.length)
  return performance.now() - start
}
