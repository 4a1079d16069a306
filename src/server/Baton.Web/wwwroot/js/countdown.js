// Chips with data-due count down here, not on the server. The words stand on the root element in the reader's language; the
// server's clock is taken from there too, because it may be pinned.
const words = JSON.parse(document.documentElement.dataset.dueWords ?? "{}");
const ahead = Date.parse(document.documentElement.dataset.now ?? "") - Date.now() || 0;
const minute = 60000;

function span(milliseconds) {
  const minutes = Math.floor(Math.abs(milliseconds) / minute);
  const days = Math.floor(minutes / 1440);
  const hours = Math.floor(minutes / 60) % 24;
  const put = (word, count) => word.replace("{0}", count);
  if (days > 0) {
    return put(words.days, days) + (hours > 0 ? words.between + put(words.hours, hours) : "");
  }
  if (hours > 0) {
    return put(words.hours, hours) + (minutes % 60 > 0 ? words.between + put(words.minutes, minutes % 60) : "");
  }
  return put(words.minutes, minutes);
}

function tick() {
  const now = Date.now() + ahead;
  for (const chip of document.querySelectorAll("[data-due]")) {
    const due = Date.parse(chip.dataset.due);
    const start = Date.parse(chip.dataset.start ?? "");
    const left = due - now;
    const state = left < 0 ? "over" : left < (due - start) / 4 || left < 15 * minute ? "soon" : "calm";
    if (chip.dataset.state !== state) {
      chip.dataset.state = state;
    }

    const text = chip.querySelector("[data-due-text]")?.firstChild;
    const wanted = (left < 0 ? words.over : words.left).replace("{0}", span(left));
    if (text && text.data !== wanted) {
      text.data = wanted;
    }
  }
}

if (words.days) {
  tick();
  setInterval(tick, 5000);
  document.addEventListener("visibilitychange", tick);
}
