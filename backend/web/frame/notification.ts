/** A notification of the browser: what the newest notice says, in the words of the inbox. */

export async function notify(): Promise<void> {
  if (!("Notification" in window) || Notification.permission !== "granted") return;
  const response = await fetch("/fragments/inbox");
  if (!response.ok) return;
  const { body } = new DOMParser().parseFromString(await response.text(), "text/html");
  const notice = body.querySelector("[data-id]");
  const said = notice?.querySelector("p")?.textContent?.trim();
  if (!notice || !said) return;
  const href = notice.querySelector(".act")?.getAttribute("href") ?? "/inbox";
  await show(said, { tag: notice.getAttribute("data-id") ?? "", icon: "/icons/icon-192.png", data: { href } }, href);
}

/** By the service worker where there is one: telephones know no other way. */
async function show(text: string, options: NotificationOptions, href: string): Promise<void> {
  const worker = await navigator.serviceWorker?.getRegistration();
  if (worker) return worker.showNotification(text, options);
  new Notification(text, options).onclick = () => {
    focus();
    location.assign(href);
  };
}
