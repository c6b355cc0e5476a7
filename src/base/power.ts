/**
 * x to the power of y with the same bits on every Node version, which `Math.pow` does not promise:
 * whole exponents by repeated squaring, one half by the correctly rounded root, everything else as exp(y · ln x).
 */
export function power(x: number, y: number): number {
  if (Number.isInteger(y)) return y < 0 ? 1 / wholePower(x, -y) : wholePower(x, y)
  if (y === 0.5) return Math.sqrt(x)
  return Math.exp(y * Math.log(x))
}

function wholePower(x: number, n: number): number {
  let product = 1
  let square = x
  for (let rest = n; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) product *= square
    square *= square
  }
  return product
}
