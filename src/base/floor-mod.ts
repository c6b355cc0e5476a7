/** The remainder of a division that rounds down: in [0, divisor) for negative numbers too, where `%` is negative. */
export function floorMod(x: number, divisor: number): number {
  const rest = x % divisor
  return rest < 0 ? rest + divisor : rest
}
