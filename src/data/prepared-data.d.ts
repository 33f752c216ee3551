// Files that the build makes; see scripts/prepared-data.ts.

declare module 'virtual:ports-url' {
  /** Where the list of ports is; made by scripts/ports. */
  const url: string
  export default url
}

declare module 'virtual:sea-lanes-url' {
  /** Where the sea lanes are, `SeaLanes`; made by scripts/sea-lanes. */
  const url: string
  export default url
}

declare module 'virtual:land-50m-url' {
  /** Where the 1:50 M coastline is, a `LandTopology`; made by scripts/atlas. */
  const url: string
  export default url
}

declare module 'virtual:places-url' {
  /** Where the names on the map are, GeoJSON points; made by scripts/atlas. */
  const url: string
  export default url
}

declare module 'virtual:borders-url' {
  /** Where the borders between countries are, GeoJSON lines; made by scripts/atlas. */
  const url: string
  export default url
}
