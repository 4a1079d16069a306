// A button with data-copy="text" copies it and says so with data-copied. Without scripts it stays hidden, as it could do nothing.
const show = () => {
  for (const button of document.querySelectorAll("[data-copy][hidden]")) {
    button.hidden = !navigator.clipboard;
  }
};

show();
document.addEventListener("enhancedload", show);

document.addEventListener("click", async event => {
  const button = event.target.closest("[data-copy]");
  if (!button) {
    return;
  }

  await navigator.clipboard.writeText(button.dataset.copy);
  button.querySelector("span").textContent = button.dataset.copied;
});
