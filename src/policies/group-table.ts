/** A value per node group, each worked out once: call it before a loop to have it for the groups that there are by then. */
export function groupTable<Group, Value>(
  groups: readonly Group[],
  compute: (group: Group) => Value,
): () => readonly Value[] {
  const values: Value[] = []
  return () => {
    while (values.length < groups.length) values.push(compute(groups[values.length]))
    return values
  }
}
