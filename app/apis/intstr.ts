/** Numbers that may be written as a percentage. Stands for apimachinery/pkg/util/intstr. */

/** The value for a given total; percentages round up. Text that is no percentage counts as 0. */
export function scaledRoundedUp(value: number | string | undefined, total: number): number {
  if (typeof value === 'number') return value
  const percent = /^(\d+)%$/.exec(value ?? '')
  return percent ? Math.ceil((Number(percent[1]) * total) / 100) : 0
}

/** The same, percentages rounding down. */
export function scaledRoundedDown(value: number | string | undefined, total: number): number {
  if (typeof value === 'number') return value
  const percent = /^(\d+)%$/.exec(value ?? '')
  return percent ? Math.floor((Number(percent[1]) * total) / 100) : 0
}
