// Turns notifications on in this browser. Browsers ask their reader only right after he pressed something, so the button is watched here.
const worker = "/_content/Baton.Web/js/push-worker.js";

const bytes = key => Uint8Array.from(atob(key.replace(/-/g, "+").replace(/_/g, "/")), letter => letter.charCodeAt(0));

const isSame = (one, other) => one.length === other.length && one.every((value, at) => value === other[at]);

const subscribe = async key => {
  const registration = await navigator.serviceWorker.register(worker);
  await new Promise(resolve => {
    const begun = registration.active ?? registration.waiting ?? registration.installing;
    if (begun.state === "activated") {
      resolve();
    }

    begun.addEventListener("statechange", () => begun.state === "activated" && resolve());
  });
  const known = await registration.pushManager.getSubscription();
  if (known && !isSame(new Uint8Array(known.options.applicationServerKey), bytes(key))) {
    await known.unsubscribe();
  }

  return registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytes(key) });
};

export const isAble = () => "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;

export const create = (button, key, callbacks) => {
  const turnOn = async () => {
    button.disabled = true;
    try {
      if ((await Notification.requestPermission()) !== "granted") {
        await callbacks.invokeMethodAsync("Refused");
        return;
      }

      const told = (await subscribe(key)).toJSON();
      await callbacks.invokeMethodAsync("Subscribed", told.endpoint, told.keys.p256dh, told.keys.auth, navigator.userAgent);
    } catch {
      await callbacks.invokeMethodAsync("Failed");
    } finally {
      button.disabled = false;
    }
  };

  button.addEventListener("click", turnOn);
  return { dispose: () => button.removeEventListener("click", turnOn) };
};
