/** What name lookup must keep to: dnsConfig and hostAliases. Stands for validatePodDNSConfig and ValidateHostAliases, kubernetes/pkg/apis/core/validation. */
import type * as corev1 from '../corev1.ts'
import { invalid, required, type FieldError } from '../field-error.ts'
import { isIP, subdomainErrors } from '../validate-names.ts'

const notAnIP = 'must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)'
const [mostServers, mostSearches, longestSearch] = [3, 32, 2048]
/** Search domains may have underscores. */
const searchErrors = (search: string) => (/^[a-z0-9_]([-a-z0-9_]*[a-z0-9_])?(\.[a-z0-9_]([-a-z0-9_]*[a-z0-9_])?)*$/.test(search) ? [] : subdomainErrors(search))

/** All errors of `dnsConfig` under the pod's `dnsPolicy`. */
export function validateDNSConfig({ dnsPolicy, dnsConfig }: corev1.PodSpec, at: string): FieldError[] {
  if (dnsPolicy === 'None') {
    if (!dnsConfig) return [required(at, 'must provide `dnsConfig` when `dnsPolicy` is None')]
    if (!dnsConfig.nameservers?.length) return [required(`${at}.nameservers`, 'must provide at least one DNS nameserver when `dnsPolicy` is None')]
  }
  const { nameservers = [], searches = [], options = [] } = dnsConfig ?? {}
  const errors: FieldError[] = []
  if (nameservers.length > mostServers) errors.push(invalid(`${at}.nameservers`, nameservers, `must not have more than ${mostServers} nameservers`))
  nameservers.forEach((server, index) => errors.push(...(isIP(server) ? [] : [invalid(`${at}.nameservers[${index}]`, server, notAnIP)])))
  if (searches.length > mostSearches) errors.push(invalid(`${at}.searches`, searches, `must not have more than ${mostSearches} search paths`))
  if (searches.join(' ').length > longestSearch) errors.push(invalid(`${at}.searches`, searches, `must not have more than ${longestSearch} characters (including spaces) in the search list`))
  searches.forEach((search, index) => {
    const name = search === '.' ? search : search.replace(/\.$/, '')
    if (name !== '.') errors.push(...searchErrors(name).map((error) => invalid(`${at}.searches[${index}]`, name, error)))
  })
  options.forEach(({ name }, index) => errors.push(...(name ? [] : [required(`${at}.options[${index}]`, 'must not be empty')])))
  return errors
}

/** All errors of `hostAliases`. */
export function validateHostAliases(aliases: readonly corev1.HostAlias[], at: string): FieldError[] {
  return aliases.flatMap(({ ip = '', hostnames = [] }, index) => [
    ...(isIP(ip) ? [] : [invalid(`${at}[${index}].ip`, ip, notAnIP)]),
    ...hostnames.flatMap((name) => subdomainErrors(name).map((error) => invalid(`${at}.hostnames`, name, error))),
  ])
}
