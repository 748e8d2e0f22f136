// What the interviewer says grows downwards: its end, where the question is, stays in sight above what stands below
// it. Who scrolls back is left there until they return, or until the next question.

/**
 * Return what begins to follow anew.
 *
 * @param {HTMLElement[]} scrollers the boxes of which one may scroll, the innermost first
 * @param {HTMLElement} words
 * @param {HTMLElement} answer what stands below the words, and may lie over them
 * @param {HTMLElement} above what may push them down
 */
export function followWords(scrollers, words, answer, above) {
  let follows = true;
  let left; // where the last move of this page's own has left it

  const overflows = (box) => box.scrollHeight > box.clientHeight + 1; // both are rounded
  const outOfSight = (scroller) => {
    const [said, below, shown] = [words, answer, scroller].map((box) => box.getBoundingClientRect());
    return Math.max(said.bottom - below.top, below.bottom - shown.bottom);
  };
  const settle = () => {
    for (const box of scrollers) box.tabIndex = overflows(box) ? 0 : -1; // a keyboard scrolls what it can reach
    const scroller = scrollers.find(overflows);
    if (follows && scroller) scroller.scrollTop += Math.max(0, outOfSight(scroller));
    left = scroller?.scrollTop;
  };

  const sizes = new ResizeObserver(settle);
  for (const box of [...scrollers, words, answer, above]) sizes.observe(box);
  for (const scroller of scrollers) {
    scroller.addEventListener("scroll", () => {
      if (scroller.scrollTop !== left) follows = outOfSight(scroller) <= 1;
    });
  }
  return () => {
    follows = true;
    settle();
  };
}
