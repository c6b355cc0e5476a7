/** An image's name with its tag, as nodes report it: without one it means `latest` (kube-scheduler, imagelocality). */
export function taggedImageName(name: string): string {
  return name.lastIndexOf(':') > name.lastIndexOf('/') ? name : `${name}:latest`
}
