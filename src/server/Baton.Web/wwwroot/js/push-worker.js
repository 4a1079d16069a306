// Shows notifications of the desk while it is closed, and opens what they are about. It sees nothing else: it answers no requests.
self.addEventListener("push", event => {
  let told;
  try {
    told = event.data.json();
  } catch {
    return;
  }

  event.waitUntil(
    self.registration.showNotification(String(told.title), {
      body: String(told.body),
      lang: told.language,
      tag: told.tag,
      icon: "/_content/Baton.Web/mark.svg",
      data: { url: told.url },
    }),
  );
});

const open = async address => {
  const url = new URL(address, self.location.origin);
  if (url.origin !== self.location.origin) {
    return;
  }

  await self.clients.openWindow(url.href);
};

self.addEventListener("notificationclick", event => {
  event.notification.close();
  event.waitUntil(open(event.notification.data.url));
});
