/** Quantities of resources: `500m`, `2Gi`, `1e3`. Stands for apimachinery/pkg/api/resource, to thousandths. */

const factors: Readonly<Record<string, number>> = Object.freeze({
  n: 1e-9, u: 1e-6, m: 1e-3, '': 1, k: 1e3, M: 1e6, G: 1e9, T: 1e12, P: 1e15, E: 1e18,
  Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40, Pi: 2 ** 50, Ei: 2 ** 60,
})
const form = /^([+-]?(?:\d+\.?\d*|\.\d+))(?:([numkMGTPE]|[KMGTPE]i)|[eE]([+-]?\d+))?$/

/** Thousandths of the unit (millicores for cpu), rounded up; undefined when the text is no quantity. */
export function milliValue(text: string | number | undefined): number | undefined {
  const found = form.exec(String(text ?? ''))
  if (!found) return undefined
  const factor = found[3] === undefined ? factors[found[2] ?? '']! : 10 ** Number(found[3])
  return Math.ceil(Number((Number(found[1]) * factor * 1000).toPrecision(15)))
}

/** As the API server prints it: no fractions, the largest unit that keeps it whole. */
export function canonicalQuantity(text: string | number): string {
  const written = String(text)
  const found = form.exec(written)
  if (!found || found[3] !== undefined || (!written.includes('.') && !/^\+|^0\d/.test(written))) return written
  const suffix = found[2] ?? ''
  const smaller: Readonly<Record<string, readonly [string, number]>> = { '': ['m', 1000], k: ['', 1000], M: ['k', 1000], G: ['M', 1000], Ki: ['', 1024], Mi: ['Ki', 1024], Gi: ['Mi', 1024], Ti: ['Gi', 1024] }
  let [amount, unit] = [Number(found[1]), suffix]
  while (!Number.isInteger(amount) && smaller[unit]) {
    const [next, factor] = smaller[unit]!
    amount *= factor
    unit = next
  }
  return `${Math.ceil(amount)}${unit}`
}

/** An amount in thousandths as the API server prints a sum: in the manner of `like`, binary or decimal. */
export function printMilli(milli: number, like = ''): string {
  if (milli % 1000 !== 0) return `${milli}m`
  const units = milli / 1000
  const suffixes = /[KMGTPE]i$/.test(like) ? (['Ei', 'Pi', 'Ti', 'Gi', 'Mi', 'Ki'] as const) : (['E', 'P', 'T', 'G', 'M', 'k'] as const)
  const largest = units === 0 ? undefined : suffixes.find((suffix) => units % factors[suffix]! === 0)
  return largest ? `${units / factors[largest]!}${largest}` : String(units)
}
