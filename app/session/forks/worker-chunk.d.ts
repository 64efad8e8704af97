/** The address of a module for `new Worker(url, { type: 'module' })`; see tooling/worker-chunk.ts. */
declare module '*?worker-chunk' {
  const url: string
  export default url
}
