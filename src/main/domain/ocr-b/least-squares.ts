/**
 * Coefficients that bring sums of `rows` nearest to `targets` in the least squares; `damping` draws each coefficient to
 * nought, so that few places do not make a wild curve. Empty or useless data give noughts.
 */
export function leastSquares(
  rows: readonly (readonly number[])[],
  targets: readonly number[],
  damping: readonly number[],
): readonly number[] {
  const size = damping.length;
  const matrix = damping.map((damp, i) => Array.from({ length: size + 1 }, (_, k) => (i === k ? damp : 0)));
  rows.forEach((row, at) => {
    for (let i = 0; i < size; i++) {
      const line = matrix[i] as number[];
      const factor = row[i] as number;
      for (let k = 0; k < size; k++) line[k] = (line[k] as number) + factor * (row[k] as number);
      line[size] = (line[size] as number) + factor * (targets[at] as number);
    }
  });
  return solved(matrix);
}

function solved(matrix: number[][]): readonly number[] {
  const size = matrix.length;
  for (let column = 0; column < size; column++) {
    let best = column;
    for (let row = column + 1; row < size; row++)
      if (Math.abs(matrix[row]?.[column] ?? 0) > Math.abs(matrix[best]?.[column] ?? 0)) best = row;
    const pivot = matrix[best] as number[];
    matrix[best] = matrix[column] as number[];
    matrix[column] = pivot;
    const head = pivot[column] as number;
    if (Math.abs(head) < 1e-12) return matrix.map(() => 0);
    for (let row = 0; row < size; row++) {
      if (row === column) continue;
      const line = matrix[row] as number[];
      const factor = (line[column] as number) / head;
      for (let k = column; k <= size; k++) line[k] = (line[k] as number) - factor * (pivot[k] as number);
    }
  }
  return matrix.map((line, row) => (line[size] as number) / (line[row] as number));
}
