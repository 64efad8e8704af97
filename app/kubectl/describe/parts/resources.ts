/** Amounts of resources: sums of what pods ask for, printed as Go's resource.Quantity prints sums. Stands for component-helpers/resource. */
import type * as corev1 from '#apis/corev1'
import { milliValue } from '#apis/quantity'

/** An amount in thousandths of its unit, with the family of suffixes that it is printed in. */
export interface Amount {
  readonly milli: number
  readonly binary: boolean
}

export type Amounts = Readonly<Record<string, Amount>>

export const none: Amount = { milli: 0, binary: false }

/** Reads a quantity. */
export function amountOf(text: string | number | undefined): Amount {
  return { milli: milliValue(text) ?? 0, binary: String(text ?? '').endsWith('i') }
}

const suffixes = { binary: ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi'], decimal: ['', 'k', 'M', 'G', 'T', 'P'] }

/** The shortest exact form: `1500m`, `64Mi`, `2`. */
export function printAmount({ milli, binary }: Amount): string {
  if (milli % 1000 !== 0) return `${milli}m`
  let value = milli / 1000
  const isBinary = binary && Math.abs(value) >= 1024
  const [step, names] = isBinary ? [1024, suffixes.binary] : [1000, suffixes.decimal]
  let unit = 0
  while (value !== 0 && value % step === 0 && unit < names.length - 1) {
    value /= step
    unit++
  }
  return `${value}${names[unit]}`
}

/** A sum takes its suffixes from the first amount that is not nothing. */
function add(a: Amount | undefined, b: Amount): Amount {
  return a === undefined || a.milli === 0 ? b : { milli: a.milli + b.milli, binary: a.binary }
}

/** The sum of several, resource by resource. */
export function sum(all: readonly Amounts[]): Amounts {
  const total: Record<string, Amount> = {}
  for (const amounts of all) for (const [name, amount] of Object.entries(amounts)) total[name] = add(total[name], amount)
  return total
}

function largest(all: readonly Amounts[]): Amounts {
  const most: Record<string, Amount> = {}
  for (const amounts of all) for (const [name, amount] of Object.entries(amounts)) if (amount.milli > (most[name]?.milli ?? -1)) most[name] = amount
  return most
}

type Side = 'requests' | 'limits'

/** What a pod asks for, or may use: its containers and sidecars together, or an init container that needs more; what it says of itself as a whole goes before that. */
export function amountsOfPod({ spec }: corev1.Pod, side: Side): Amounts {
  const of = (container: corev1.Container): Amounts => toAmounts(container.resources?.[side])
  const sidecars: Amounts[] = []
  const whileStarting: Amounts[] = []
  for (const container of spec?.initContainers ?? []) {
    if (container.restartPolicy === 'Always') sidecars.push(of(container))
    whileStarting.push(sum(container.restartPolicy === 'Always' ? sidecars : [...sidecars, of(container)]))
  }
  const running = sum([...(spec?.containers ?? []).map(of), ...sidecars])
  const needed = { ...largest([running, ...whileStarting]), ...toAmounts(spec?.resources?.[side]) }
  const overhead = toAmounts(spec?.overhead)
  return sum([needed, side === 'requests' ? overhead : Object.fromEntries(Object.entries(overhead).filter(([name]) => needed[name] !== undefined))])
}

const toAmounts = (list: Readonly<Record<string, string>> | undefined): Amounts => Object.fromEntries(Object.entries(list ?? {}).map(([name, text]) => [name, amountOf(text)]))

/** `100m (2%)`: an amount and its share of another, rounded down. */
export function printShare(amount: Amount, of: Amount): string {
  const percent = of.milli === 0 ? 0 : Math.trunc((amount.milli / of.milli) * 100)
  return `${printAmount(amount)} (${percent}%)`
}
