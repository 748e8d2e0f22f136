// A button [data-copy="id"] copies the text of that element. It is hidden until here, as it is of no use without a
// script, and stays so where the browser gives no clipboard (a page that is not served over HTTPS).

const SHOWN_MS = 2000;

async function copy(button, label) {
  const { copy, copied } = button.dataset;
  await navigator.clipboard.writeText(document.getElementById(copy).textContent.trim());
  button.textContent = copied;
  setTimeout(() => (button.textContent = label), SHOWN_MS);
}

for (const button of navigator.clipboard ? document.querySelectorAll("[data-copy]") : []) {
  const label = button.textContent;
  button.hidden = false;
  button.addEventListener("click", () => copy(button, label));
}
