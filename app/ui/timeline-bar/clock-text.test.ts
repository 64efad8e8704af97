import { expect, test } from 'vitest'
import { printClock, printTick, spokenClock } from './clock-text.ts'

test.each([
  [0, '0:00.0', '0:00', '0 seconds'],
  [95_240, '1:35.2', '1:35', '1 minute 35.2 seconds'],
  [3_723_400, '1:02:03.4', '1:02:03', '62 minutes 3.4 seconds'],
])('%d ms', (ms, clock, tick, spoken) => expect([printClock(ms), printTick(ms), spokenClock(ms)]).toEqual([clock, tick, spoken]))
