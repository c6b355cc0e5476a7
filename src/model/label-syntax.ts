/** Kubernetes' rules for labels (apimachinery, pkg/api/validate/content). */

const KEY_PREFIX = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/
const NAME = /^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/

/** [prefix/]name: the prefix a DNS name of at most 253 letters, the name 63 letters, digits, '-', '_' and '.'. */
export function isLabelKey(key: string): boolean {
  const slash = key.indexOf('/')
  if (slash === -1) return NAME.test(key)
  return slash <= 253 && KEY_PREFIX.test(key.slice(0, slash)) && NAME.test(key.slice(slash + 1))
}

/** Like the name of a key, or empty. */
export function isLabelValue(value: string): boolean {
  return value === '' || NAME.test(value)
}
