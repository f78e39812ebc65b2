/**
 * Scripts that each tell the content script a part of the dock's width in pixels: powers of two, so that every width is a
 * sum of some. The build makes them.
 */
export const roomParts = [256, 128, 64, 32, 16, 8, 4, 2, 1].map((px) => ({
  px,
  path: `content-scripts/room-${px}.js`,
}));
