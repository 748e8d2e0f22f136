# find_chrome VENV_BIN prints the browser that the tests drive, or nothing.
find_chrome() {
  local name
  if [[ -n ${CHROME:-} ]]; then
    command -v "$CHROME" || true
    return
  fi
  for name in chromium chromium-browser google-chrome google-chrome-stable; do
    if command -v "$name"; then return; fi
  done
  if [[ -d "/Applications/Google Chrome.app" ]]; then
    echo "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
    return
  fi
  "$1/python" - <<'PYTHON'
import pathlib
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    path = pathlib.Path(playwright.chromium.executable_path)
print(path if path.exists() else "")
PYTHON
}
