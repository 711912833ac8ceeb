/**
 * Which rows of a long list are near what is seen of it.
 * @param {number} top How many pixels of the list are above what is seen; negative while its beginning is below the upper edge.
 * @param {number} height How many pixels are seen.
 * @param {number} rowHeight The height of each row.
 * @param {number} count How many rows there are.
 * @param {number} margin How many rows more on each side.
 * @returns {{ first: number, end: number }} The first row, and the one after the last.
 */
export function rowsInView(top, height, rowHeight, count, margin) {
  const first = Math.floor(top / rowHeight) - margin;
  const end = Math.ceil((top + height) / rowHeight) + margin;
  return { first: clamp(first, 0, count), end: clamp(end, 0, count) };
}

/**
 * By how many pixels to scroll so that a row stays where it is after a change of the list.
 * @param {string[]} before The ids before, from the first row in view on.
 * @param {number} index The index of the first of them.
 * @param {Map<string, number>} after Where each id is now.
 * @param {number} rowHeight The height of each row.
 * @returns {number} 0 where none of them is left.
 */
export function scrollToStay(before, index, after, rowHeight) {
  for (let i = 0; i < before.length; i++) {
    const now = after.get(before[i]);
    if (now !== undefined) return (now - index - i) * rowHeight;
  }

  return 0;
}

function clamp(value, least, most) {
  return Math.min(Math.max(value, least), most);
}
