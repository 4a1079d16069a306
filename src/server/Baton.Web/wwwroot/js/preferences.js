// The theme is changed in place; theme and time zone are cookies, so that the next page comes from the server as it will look.
const keep = (name, value) => {
  document.cookie = `${name}=${encodeURIComponent(value)};path=/;max-age=31536000;samesite=lax${location.protocol === "https:" ? ";secure" : ""}`;
};

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (zone) {
  keep("baton.zone", zone);
}

document.addEventListener("click", event => {
  const choice = event.target.closest("[data-theme-choice]");
  if (choice) {
    apply(choice.dataset.themeChoice);
  }
});

function apply(theme) {
  document.documentElement.dataset.theme = theme;
  keep("baton.theme", theme);
  for (const other of document.querySelectorAll("[data-theme-choice]")) {
    other.setAttribute("aria-checked", String(other.dataset.themeChoice === theme));
  }
}
