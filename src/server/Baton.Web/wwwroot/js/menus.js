// Menus are <details class="menu">: one open at a time, closed by Escape, by a choice and by a click beside them.
// A button with data-opens="id" opens the dialog of that id; data-closes inside a dialog closes it.
const open = () => document.querySelectorAll("details.menu[open]");

document.addEventListener("click", event => {
  for (const menu of open()) {
    if (!menu.contains(event.target) || event.target.closest(".menu-list :is(a, button):not([data-stays])")) {
      menu.open = false;
    }
  }

  const opener = event.target.closest("[data-opens]");
  if (opener) {
    document.getElementById(opener.dataset.opens)?.showModal();
  }

  if (event.target.closest("[data-closes]") || event.target.matches("dialog.sheet")) {
    event.target.closest("dialog")?.close();
  }
});

document.addEventListener("keydown", event => {
  if (event.key !== "Escape") {
    return;
  }

  for (const menu of open()) {
    menu.open = false;
    menu.querySelector("summary")?.focus();
  }
});

document.addEventListener("toggle", event => {
  if (event.target.matches?.("details.menu[open]")) {
    for (const menu of open()) {
      if (menu !== event.target) {
        menu.open = false;
      }
    }
  }
}, true);
