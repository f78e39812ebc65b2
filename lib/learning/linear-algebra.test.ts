import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { choleskyOf, inverseOf, type Matrix, solveCholesky, times } from './linear-algebra';

/** A ridge and the outer products of some vectors: symmetric and positive definite. */
const definite: fc.Arbitrary<Matrix> = fc.integer({ min: 1, max: 9 }).chain((size) =>
  fc
    .array(fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: size, maxLength: size }), {
      maxLength: 12,
    })
    .map((vectors) => {
      const values = new Float64Array(size * size);
      for (let row = 0; row < size; row += 1) {
        for (let column = 0; column < size; column += 1) {
          const sum = vectors.reduce((total, vector) => total + (vector[row] ?? 0) * (vector[column] ?? 0), 0);
          values[row * size + column] = sum + (row === column ? 1 : 0);
        }
      }
      return { size, values };
    }),
);

describe('linear algebra', () => {
  it('inverts and solves: both undo the multiplication', () => {
    fc.assert(
      fc.property(definite, (matrix) => {
        const factor = choleskyOf(matrix);
        const wanted = Float64Array.from({ length: matrix.size }, (_, index) => index - 1.5);
        const right = times(matrix, wanted);
        for (const solution of [solveCholesky(factor, right), times(inverseOf(factor), right)]) {
          for (const [index, value] of solution.entries()) expect(value).toBeCloseTo(wanted[index] ?? Number.NaN, 6);
        }
      }),
    );
  });
});
