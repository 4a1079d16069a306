// The line that says the connection is lost: Blazor puts its state on the element, the words are all there from the start.
const line = document.getElementById("components-reconnect-modal");

line?.addEventListener("components-reconnect-state-changed", event => {
  if (event.detail.state === "failed") {
    document.addEventListener("visibilitychange", again);
  } else if (event.detail.state === "rejected") {
    location.reload();
  }
});

line?.querySelector("[data-retry]")?.addEventListener("click", retry);

async function again() {
  if (document.visibilityState === "visible") {
    await retry();
  }
}

async function retry() {
  document.removeEventListener("visibilitychange", again);
  try {
    if (!(await Blazor.reconnect()) && !(await Blazor.resumeCircuit())) {
      location.reload();
    }
  } catch {
    document.addEventListener("visibilitychange", again);
  }
}
