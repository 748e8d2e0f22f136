// Light, dark, or whatever the system says (the default). Not a module: it must run before the first paint, so
// that a page never flashes in the other theme.
(() => {
  const KEY = "theme";
  const root = document.documentElement;

  function stored() {
    try {
      const theme = localStorage.getItem(KEY);
      return theme === "light" || theme === "dark" ? theme : "system";
    } catch {
      return "system"; // storage is forbidden: the system decides
    }
  }

  function apply(theme) {
    if (theme === "system") delete root.dataset.theme;
    else root.dataset.theme = theme;
  }

  function mark(theme) {
    for (const button of document.querySelectorAll("[data-set-theme]")) {
      button.setAttribute("aria-pressed", String(button.dataset.setTheme === theme));
    }
  }

  function choose(theme) {
    try {
      if (theme === "system") localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, theme);
    } catch {
      // The choice then lasts as long as the page.
    }
    apply(theme);
    mark(theme);
  }

  apply(stored());
  document.addEventListener("DOMContentLoaded", () => {
    mark(stored());
    for (const control of document.querySelectorAll("[data-theme-control]")) control.hidden = false;
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-set-theme]");
    if (button) choose(button.dataset.setTheme);
  });
  window.addEventListener("storage", (event) => {
    if (event.key !== KEY) return;
    apply(stored());
    mark(stored());
  });
})();
