/** A symmetric matrix, row after row. */
export interface Matrix {
  readonly size: number;
  readonly values: Float64Array;
}

/** A zero matrix. */
export function zeroMatrix(size: number): Matrix {
  return { size, values: new Float64Array(size * size) };
}

/**
 * The lower Cholesky factor of a symmetric positive definite matrix, of which the lower triangle is read. A direction
 * in which the matrix says nothing (a pivot of almost zero) gets no step.
 */
export function choleskyOf({ size, values }: Matrix): Matrix {
  const factor = zeroMatrix(size);
  const rows = rowsOf(factor);
  for (const [index, row] of rows.entries()) {
    for (let column = 0; column < index; column += 1) {
      const other = rows[column] ?? row;
      row[column] = ((values[index * size + column] ?? 0) - innerOf(row, other, 0, column)) / (other[column] ?? 1);
    }
    const own = values[index * size + index] ?? 0;
    const left = own - innerOf(row, row, 0, index);
    row[index] = left <= 1e-10 * Math.max(1, own) ? 1e10 : Math.sqrt(left);
  }
  return factor;
}

/** Views of a matrix's rows: sums along a view run faster than along places worked out in the whole. */
function rowsOf({ size, values }: Matrix): readonly Float64Array[] {
  return Array.from({ length: size }, (_, row) => values.subarray(row * size, (row + 1) * size));
}

/** The inner product of two rows from one place up to another; of two sums neither waits for the other. */
function innerOf(a: Float64Array, b: Float64Array, from: number, to: number): number {
  let even = 0;
  let odd = 0;
  let k = from;
  for (; k + 1 < to; k += 2) {
    even += (a[k] ?? 0) * (b[k] ?? 0);
    odd += (a[k + 1] ?? 0) * (b[k + 1] ?? 0);
  }
  return k < to ? even + odd + (a[k] ?? 0) * (b[k] ?? 0) : even + odd;
}

/** The inverse of the matrix whose lower Cholesky factor is given. */
export function inverseOf(factor: Matrix): Matrix {
  const { size } = factor;
  const lower = rowsOf(factor);
  // Row `i` is column `i` of the factor's inverse, so that all sums run along rows.
  const turned = rowsOf(zeroMatrix(size));
  for (const [index, column] of turned.entries()) {
    column[index] = 1 / (lower[index]?.[index] ?? 1);
    for (let row = index + 1; row < size; row += 1) {
      const along = lower[row] ?? column;
      column[row] = -innerOf(along, column, index, row) / (along[row] ?? 1);
    }
  }
  const inverse = zeroMatrix(size);
  for (const [row, a] of turned.entries()) {
    for (const [column, b] of turned.entries()) {
      if (column > row) break;
      const value = innerOf(a, b, row, size);
      inverse.values[row * size + column] = value;
      inverse.values[column * size + row] = value;
    }
  }
  return inverse;
}

/** Solves `L Lᵀ x = right` for the factor of `choleskyOf`. */
export function solveCholesky({ size, values }: Matrix, right: Float64Array): Float64Array {
  const solution = halfSolve({ size, values }, right);
  for (let row = size - 1; row >= 0; row -= 1) {
    let sum = solution[row] ?? 0;
    for (let k = row + 1; k < size; k += 1) sum -= (values[k * size + row] ?? 0) * (solution[k] ?? 0);
    solution[row] = sum / (values[row * size + row] ?? 1);
  }
  return solution;
}

/** Solves `L x = right`. */
export function halfSolve({ size, values }: Matrix, right: Float64Array): Float64Array {
  const solution = Float64Array.from(right);
  for (let row = 0; row < size; row += 1) {
    let sum = solution[row] ?? 0;
    for (let k = 0; k < row; k += 1) sum -= (values[row * size + k] ?? 0) * (solution[k] ?? 0);
    solution[row] = sum / (values[row * size + row] ?? 1);
  }
  return solution;
}

/** The rows and columns named by `indices`, in their order. */
export function submatrix({ size, values }: Matrix, indices: readonly number[]): Matrix {
  const part = new Float64Array(indices.length ** 2);
  let at = 0;
  for (const row of indices) {
    for (const column of indices) {
      part[at] = values[row * size + column] ?? 0;
      at += 1;
    }
  }
  return { size: indices.length, values: part };
}

/** `matrix · vector`. */
export function times({ size, values }: Matrix, vector: Float64Array): Float64Array {
  const product = new Float64Array(size);
  for (let row = 0; row < size; row += 1) {
    let sum = 0;
    for (let column = 0; column < size; column += 1) sum += (values[row * size + column] ?? 0) * (vector[column] ?? 0);
    product[row] = sum;
  }
  return product;
}

/** The inner product of two vectors. */
export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < a.length; index += 1) sum += (a[index] ?? 0) * (b[index] ?? 0);
  return sum;
}
