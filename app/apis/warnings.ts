/** Warnings that come with an accepted object. Stands for kubernetes/pkg/api/pod/warnings.go. */
import type * as appsv1 from './appsv1.ts'
import type * as corev1 from './corev1.ts'

/** What the API server takes, but says something about. */
export function warningsOf(kind: string, object: object): string[] {
  if (!['DaemonSet', 'Deployment', 'ReplicaSet', 'Pod'].includes(kind)) return []
  const at = kind === 'Pod' ? 'spec' : 'spec.template.spec'
  const podSpec = kind === 'Pod' ? (object as corev1.Pod).spec : (object as appsv1.DaemonSet).spec?.template?.spec
  const warnings: string[] = []
  if ((podSpec?.terminationGracePeriodSeconds ?? 0) < 0) warnings.push(`${at}.terminationGracePeriodSeconds: must be >= 0; negative values are invalid and will be treated as 1`)
  podSpec?.containers?.forEach((container, index) => {
    const here = `${at}.containers[${index}]`
    const [ports, names] = [new Map<string, number>(), new Set<string>()]
    container.ports?.forEach(({ containerPort, protocol }, number) => {
      const first = ports.get(`${protocol}/${containerPort}`)
      if (first !== undefined) warnings.push(`${here}.ports[${number}]: duplicate port definition with ${here}.ports[${first}]`)
      else ports.set(`${protocol}/${containerPort}`, number)
    })
    container.env?.forEach(({ name }, number) => {
      if (names.has(name!)) warnings.push(`${here}.env[${number}]: hides previous definition of "${name}", which may be dropped when using apply`)
      names.add(name!)
    })
  })
  return warnings
}
