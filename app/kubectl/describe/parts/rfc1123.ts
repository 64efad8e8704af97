/** Times as `kubectl describe` prints them. Stands for Go's time.RFC1123Z in UTC. */
import { fromTimestamp } from '#cluster/timestamps'

const days = ['Thu', 'Fri', 'Sat', 'Sun', 'Mon', 'Tue', 'Wed']
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
/** What a time that was never set looks like. */
const zero = 'Mon, 01 Jan 0001 00:00:00 +0000'

/** `Tue, 24 Nov 2026 00:14:15 +0000` of an API timestamp. */
export function rfc1123(timestamp: string | undefined): string {
  const unixMs = timestamp === undefined ? undefined : fromTimestamp(timestamp)
  if (unixMs === undefined) return zero
  const [date, time] = timestamp!.split('T') as [string, string]
  const [year, month, day] = date.split('-') as [string, string, string]
  const weekday = days[((Math.floor(unixMs / 86_400_000) % 7) + 7) % 7]
  return `${weekday}, ${day} ${months[Number(month) - 1]} ${year} ${time.slice(0, 8)} +0000`
}
