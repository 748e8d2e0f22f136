// The menu of a button, in browsers that know no popover (Safari before 17, Firefox before 125).

/** Return what closes it. */
export function makeMenuOpen(button, menu) {
  if ("popover" in HTMLElement.prototype) return () => menu.hidePopover();
  const show = (on) => {
    menu.hidden = !on;
    button.setAttribute("aria-expanded", String(on));
  };
  show(false);
  button.addEventListener("click", () => show(menu.hidden));
  document.addEventListener("click", ({ target }) => {
    if (!menu.hidden && !menu.contains(target) && !button.contains(target)) show(false);
  });
  document.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape" || menu.hidden) return;
    if (menu.contains(document.activeElement)) button.focus();
    show(false);
  });
  return () => show(false);
}
