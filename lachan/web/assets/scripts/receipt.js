// Copying and printing the code, where the browser can.
export function receipt() {
  const copy = document.querySelector("[data-copy]");
  if (copy && navigator.clipboard) {
    copy.hidden = false;
    copy.addEventListener("click", async () => {
      const code = document.getElementById(copy.dataset.copy).textContent.replace(/\s+/g, " ").trim();
      await navigator.clipboard.writeText(code);
      copy.textContent = copy.dataset.done;
    });
  }
  const print = document.querySelector("[data-print]");
  if (print) {
    print.hidden = false;
    print.addEventListener("click", () => window.print());
  }
}
