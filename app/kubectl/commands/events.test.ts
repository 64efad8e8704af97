import { describe, expect, it } from 'vitest'
import { eventInterval } from '../event-times.ts'
import { daemonSet, Lab } from '../lab.fixture.ts'

const deployed = () => {
  const lab = new Lab(['node-1'])
  lab.run('apply -f -', daemonSet())
  return { lab, pod: [...lab.cluster.objects.pods.values()][0]!.metadata!.name! }
}

describe('events', () => {
  it('are listed oldest first', () => {
    const { lab, pod } = deployed()
    expect(lab.start('events --for ds/agent')).toEqual({ exit: 0, stdout: `LAST SEEN   TYPE     REASON             OBJECT            MESSAGE\n10s         Normal   SuccessfulCreate   DaemonSet/agent   Created pod: ${pod}\n`, stderr: '' })
    expect(lab.start('events').stdout.split('\n').slice(0, -1).map((line) => line.split(/ {2,}/)[2])).toEqual(['REASON', 'SuccessfulCreate', 'Scheduled', 'RegisteredNode'])
  })

  it('count what comes again', () => {
    const [event] = [...deployed().lab.cluster.objects.events.values()]
    const at = (count: number) => ({ ...event!, firstTimestamp: '2026-01-05T09:00:00Z', lastTimestamp: '2026-01-05T09:08:00Z', count })
    const nowUnixMs = Date.UTC(2026, 0, 5, 9, 10)
    expect([at(1), at(5)].map((each) => eventInterval(each, nowUnixMs))).toEqual(['10m', '2m (x5 over 10m)'])
  })

  it('of all namespaces name theirs', () => expect(deployed().lab.start('events -A').stdout).toMatch(/^NAMESPACE +LAST SEEN +TYPE .*\ndefault +\d+s +Normal /))

  it('go on to be printed with --watch, without a second header', () => {
    const { lab } = deployed()
    lab.start('events --watch --for pod/web')
    expect(lab.said()).toEqual({ exit: undefined, stdout: '', stderr: '' })
    const [process] = [lab.process]
    lab.start('run web --image=nginx')
    lab.process = process
    expect(lab.pass(2_000).stdout).toMatch(/^\d+s +Normal +Scheduled +Pod\/web +Successfully assigned default\/web to node-1\n$/)
  })

  it.each([
    ['events --types=Warning', 0, 'No events found in default namespace.\n'],
    ['events --types=Warning -A', 0, 'No events found.\n'],
    ['events -n kube-system', 0, 'No events found in kube-system namespace.\n'],
    ['events --types=Bad', 1, 'error: valid --types are Normal or Warning\n'],
    ['events --for agent', 1, 'error: --for must be in resource/name form\n'],
    ['events --for a/b/c', 1, 'error: arguments in resource/name form may not have more than one slash\n'],
    ['events --for bogus/b', 1, 'the server doesn\'t have a resource type "bogus"\n'],
  ])('%s', (line, exit, stderr) => expect(deployed().lab.start(line)).toEqual({ exit, stdout: '', stderr }))
})
