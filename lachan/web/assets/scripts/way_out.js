// The quick way out: hides the page at once, then leaves without an entry to go back to.
const PRESSES = 3;
const WITHIN_MS = 5000;

function leave(address) {
  // Hidden first: the next page may be slow, and somebody is looking.
  document.body.classList.add("lachan-gone");
  document.title = "\u00a0";
  window.location.replace(address);
}

function onShift(action, say) {
  let presses = 0;
  let timer;
  document.addEventListener("keyup", (event) => {
    if (event.key !== "Shift") {
      presses = 0;
      return;
    }
    presses += 1;
    clearTimeout(timer);
    if (presses >= PRESSES) {
      action();
      return;
    }
    say(PRESSES - presses);
    timer = setTimeout(() => { presses = 0; }, WITHIN_MS);
  });
}

export function wayOut() {
  const box = document.getElementById("exit");
  if (!box) return;
  const status = document.getElementById("exit-status");
  const link = box.querySelector("a");
  const address = link.href;
  link.addEventListener("click", (event) => {
    event.preventDefault();
    leave(address);
  });
  onShift(() => leave(address), (left) => { status.textContent = `${box.dataset.hurry} (${left})`; });
  // A page kept in memory must not come back with somebody's words: ask the server again.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) window.location.reload();
  });
}
