// The menu of a button, in browsers that know no popover (Safari before 17, Firefox before 125).

/** Return what closes it; the focus, if it is in the menu, goes back to the button. */
export function makeMenuOpen(button, menu) {
  if ("popover" in HTMLElement.prototype) return () => menu.hidePopover();
  const show = (on) => {
    if (!on && menu.contains(document.activeElement)) button.focus();
    menu.hidden = !on;
    button.setAttribute("aria-expanded", String(on));
  };
  show(false);
  button.addEventListener("click", () => show(menu.hidden));
  document.addEventListener("click", ({ target }) => {
    if (!menu.hidden && !menu.contains(target) && !button.contains(target)) show(false);
  });
  document.addEventListener("keydown", ({ key }) => {
    if (key === "Escape" && !menu.hidden) show(false);
  });
  return () => show(false);
}
