/** What a kubelet reports of a pod, told by what is different from before. */
import type * as corev1 from '#apis/corev1'
import { isReady } from '#cluster/kube-controller-manager/daemonset/daemon-pod'
import type { Words } from './told-step.ts'

const container = 'spec.template.spec.containers'

/** The most telling change of a pod's status. */
export function podStatusWords(pod: corev1.Pod, previous: corev1.Pod | undefined, rule: string): Words {
  const name = pod.metadata!.name!
  const ended = endWords(pod, previous)
  if (ended) return ended
  const parts = [...containerWords(pod, previous, 'initContainerStatuses'), ...containerWords(pod, previous, 'containerStatuses')]
  const [now, before] = [isReady(pod), previous !== undefined && isReady(previous)]
  if (now !== before) {
    const what = now ? 'is ready' : 'is not ready any more'
    const started = parts.find(({ text }) => text.startsWith('starts'))
    const at = indexOfProbe(pod)
    return {
      text: now && started ? `${started.text} in ${name}, and the pod is ready` : parts[0] && !now ? `${parts[0].text} in ${name}: the pod is not ready any more` : `finds that ${name} ${what}`,
      field: 'status.conditions[Ready]',
      manifestPath: now || at !== undefined ? (at === undefined ? `${container}[0]` : `${container}[${at}].readinessProbe`) : (parts[0]?.manifestPath ?? `${container}[0]`),
    }
  }
  if (parts[0]) return { ...parts[0], text: `${parts[0].text} in ${name}` }
  if (!previous?.status?.startTime && pod.status?.startTime) return { text: `takes on ${name}`, field: 'status.startTime' }
  if (rule === 'kubelet.pulling') return { text: `pulls ${pulled(pod)} for ${name}`, field: 'status.containerStatuses', manifestPath: `${container}[0].image` }
  if (!previous?.status?.podIP && pod.status?.podIP) return { text: `gives ${name} the address ${pod.status.podIP}`, field: 'status.podIP' }
  const condition = pod.status?.conditions?.find(({ type, status }) => previous?.status?.conditions?.find((each) => each.type === type)?.status !== status)
  if (condition) return { text: `reports ${condition.type} ${condition.status} of ${name}`, field: `status.conditions[${condition.type}]` }
  return { text: `reports ${name} anew: ${pod.status?.phase ?? 'Pending'}`, field: 'status' }
}

/** The images of containers that wait, which are being pulled. */
const pulled = ({ spec, status }: corev1.Pod): string => {
  const waiting = status?.containerStatuses?.filter(({ state }) => state?.waiting).map(({ name }) => name)
  return [...new Set(spec?.containers?.filter(({ name }) => !waiting || waiting.includes(name!)).map(({ image }) => image))].join(', ') || 'its images'
}

const indexOfProbe = (pod: corev1.Pod): number | undefined => {
  const at = pod.spec?.containers?.findIndex(({ readinessProbe }) => readinessProbe) ?? -1
  return at < 0 ? undefined : at
}

function endWords(pod: corev1.Pod, previous: corev1.Pod | undefined): Words | undefined {
  const { phase, reason, message } = pod.status ?? {}
  if (phase === previous?.status?.phase || (phase !== 'Failed' && phase !== 'Succeeded')) return undefined
  const why = [reason, message?.trim().replace(/\.$/, '')].filter(Boolean).join(': ')
  return { text: phase === 'Succeeded' ? `sees all containers of ${pod.metadata!.name} end well` : `gives ${pod.metadata!.name} up${why ? `: ${why}` : ', its containers have failed'}`, field: 'status.phase' }
}

function containerWords(pod: corev1.Pod, previous: corev1.Pod | undefined, list: 'containerStatuses' | 'initContainerStatuses'): Words[] {
  const specs = (list === 'containerStatuses' ? pod.spec?.containers : pod.spec?.initContainers) ?? []
  const where = list === 'containerStatuses' ? container : 'spec.template.spec.initContainers'
  return (pod.status?.[list] ?? []).flatMap((status): Words[] => {
    const before = previous?.status?.[list]?.find(({ name }) => name === status.name)
    const at = specs.findIndex(({ name }) => name === status.name)
    const words = stateWords(status, before, specs[at]?.image ?? status.image ?? 'its image')
    return words ? [{ text: words.text, field: `status.${list}[${status.name}]`, manifestPath: `${where}[${at}]${words.part}` }] : []
  })
}

function stateWords(status: corev1.ContainerStatus, before: corev1.ContainerStatus | undefined, image: string): { text: string; part: string } | undefined {
  const { name, state, restartCount, lastState } = status
  const waiting = state?.waiting
  const was = before?.state?.waiting
  const exit = lastState?.terminated?.exitCode ?? state?.terminated?.exitCode
  if (waiting && (waiting.reason !== was?.reason || restartCount !== before?.restartCount)) {
    switch (waiting.reason) {
      case 'ErrImagePull':
      case 'ImagePullBackOff':
        return { text: `cannot pull ${image} for container ${name}${waiting.reason === 'ImagePullBackOff' ? ' and waits before it tries again' : ''}`, part: '.image' }
      case 'CrashLoopBackOff':
        return { text: `sees container ${name} exit${exit === undefined ? '' : ` with code ${exit}`} after ${restartCount} restarts and waits before it starts it again`, part: '' }
      case 'PodInitializing':
        return { text: `lets container ${name} wait for the init containers`, part: '' }
      default:
        return { text: `prepares container ${name} (${image})`, part: '.image' }
    }
  }
  if (state?.running && !before?.state?.running) return { text: `starts container ${name}`, part: '' }
  if (state?.running && restartCount !== before?.restartCount) return { text: `starts container ${name} anew: it exited${exit === undefined ? '' : ` with code ${exit}`}, ${restartCount} ${restartCount === 1 ? 'restart' : 'restarts'} so far`, part: '' }
  if (state?.terminated && !before?.state?.terminated) return { text: `sees container ${name} end with code ${state.terminated.exitCode}`, part: '' }
  if (status.ready !== before?.ready) return { text: status.ready ? `finds container ${name} ready` : `finds container ${name} not ready`, part: '.readinessProbe' }
  if (status.started !== before?.started) return { text: `finds that container ${name} has ${status.started ? 'started' : 'not started'}`, part: '.startupProbe' }
  return undefined
}
