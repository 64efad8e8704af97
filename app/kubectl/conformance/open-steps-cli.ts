/** `npm run --silent open-steps`: replays all carried recordings, writes down which steps differ, and counts. */
import { writeFileSync } from 'node:fs'
import { carriedRecordings } from './carried-recordings.ts'
import { compareScenario } from './compare.mjs'
import { replay } from './replay.ts'

const open: Record<string, number[]> = {}
let [steps, same, alike] = [0, 0, 0]
for (const recording of carriedRecordings()) {
  for (const { step, differ, alike: isAlike } of compareScenario(recording, replay(recording))) {
    steps++
    if (differ) (open[recording.name] ??= []).push(step)
    else if (isAlike) alike++
    else same++
  }
}
const lines = Object.entries(open).map(([name, numbers]) => `  ${JSON.stringify(name)}: ${JSON.stringify(numbers)}`)
writeFileSync(new URL('open-steps.json', import.meta.url), `{\n${lines.join(',\n')}\n}\n`)
console.log(`of ${steps} steps ${same} same, ${alike} alike, ${steps - same - alike} different`)
