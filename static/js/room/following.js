// What the interviewer says grows downwards: its end, where the question is, stays in sight above what stands below
// it. Who scrolls back is left there until they return, or until the next question.

const LINE_PX = 48; // the last one of what is said is in sight above an answer of any height

/**
 * Return what begins to follow anew.
 *
 * @param {HTMLElement[]} boxes of which one may scroll, the innermost first; in a short window the page does
 * @param {HTMLElement} words
 * @param {HTMLElement} answer what stands below the words, and may lie over them
 * @param {HTMLElement} above what may push them down
 */
export function followWords(boxes, words, answer, above) {
  const page = document.scrollingElement;
  const scrollers = [...boxes, page];
  let follows = true;
  let left; // where the last move of this page's own has left it

  const overflows = (box) => box.scrollHeight > box.clientHeight + 1; // both are rounded
  const shownOf = (scroller) =>
    scroller === page ? new DOMRect(0, 0, innerWidth, innerHeight) : scroller.getBoundingClientRect();
  const outOfSight = (scroller) => {
    const [said, below] = [words, answer].map((box) => box.getBoundingClientRect());
    const shown = shownOf(scroller);
    const hidden = Math.max(said.bottom - below.top, below.bottom - shown.bottom);
    return Math.min(hidden, said.bottom - shown.top - LINE_PX);
  };
  const settle = () => {
    for (const box of boxes) box.tabIndex = overflows(box) ? 0 : -1; // a keyboard scrolls what it can reach
    const scroller = scrollers.find(overflows);
    // At once: on its way, a smooth move would be taken for the reader's own.
    if (follows && scroller) scroller.scrollBy({ top: Math.max(0, outOfSight(scroller)), behavior: "instant" });
    left = scroller?.scrollTop;
  };

  const sizes = new ResizeObserver(settle);
  for (const box of [...scrollers, words, answer, above]) sizes.observe(box);
  addEventListener("resize", settle);
  for (const scroller of scrollers) {
    (scroller === page ? document : scroller).addEventListener("scroll", () => {
      if (scroller.scrollTop !== left) follows = outOfSight(scroller) <= 1;
    });
  }
  return () => {
    follows = true;
    settle();
  };
}
