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
  const factor = new Float64Array(size * size);
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column <= row; column += 1) {
      let sum = values[row * size + column] ?? 0;
      for (let k = 0; k < column; k += 1) sum -= (factor[row * size + k] ?? 0) * (factor[column * size + k] ?? 0);
      if (row !== column) {
        factor[row * size + column] = sum / (factor[column * size + column] ?? 1);
        continue;
      }
      const isFlat = sum <= 1e-10 * Math.max(1, values[row * size + row] ?? 0);
      factor[row * size + row] = isFlat ? 1e10 : Math.sqrt(sum);
    }
  }
  return { size, values: factor };
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
  for (const [row, from] of indices.entries()) {
    for (const [column, to] of indices.entries()) {
      part[row * indices.length + column] = values[from * size + to] ?? 0;
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
