/**
 * The service worker. It keeps scripts, style and the page for when there is no network, and nothing else: what an API
 * or a page said of money is never shown again later. `RELEASE` is put before this file by the server.
 */
declare const RELEASE: string;
declare const self: ServiceWorkerGlobalScope;
export {};

/** What the server says of a notice, in the reader's words. */
interface Told {
  title: string;
  body: string;
  href: string;
  tag: string;
}

const OFFLINE = "/offline";
const kept = `toktok-${RELEASE}`;

self.addEventListener("install", (event) => {
  event.waitUntil(keepOffline().then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(forgetOthers().then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate") event.respondWith(visit(request));
  // Addresses of static files change with their content.
  else if (url.pathname.startsWith("/static/") && url.search) event.respondWith(fromStore(request));
});

self.addEventListener("push", (event) => {
  const { title, body, href, tag } = event.data?.json() as Told;
  event.waitUntil(self.registration.showNotification(title, { body, tag, icon: "/icons/icon-192.png", data: { href } }));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const { href } = event.notification.data as { href: string };
  event.waitUntil(open(href));
});

/** The page as it is now, or the one that says that there is no network. */
async function visit(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (error) {
    const offline = await caches.match(OFFLINE);
    if (offline) return offline;
    throw error;
  }
}

async function fromStore(request: Request): Promise<Response> {
  const store = await caches.open(kept);
  const found = await store.match(request);
  if (found) return found;
  const response = await fetch(request);
  if (response.ok) await store.put(request, response.clone());
  return response;
}

/** The offline page with the style and the script it names. */
async function keepOffline(): Promise<void> {
  const store = await caches.open(kept);
  const page = await fetch(OFFLINE, { cache: "reload" });
  const files = [...(await page.clone().text()).matchAll(/(?:href|src)="(\/static\/[^"]+)"/g)].map((found) => found[1] ?? "");
  await store.put(OFFLINE, page);
  await store.addAll(files);
}

async function forgetOthers(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name !== kept).map((name) => caches.delete(name)));
}

/** A notification was pressed: what it is about is shown, in a tab that shows it already, or another that is there. */
async function open(href: string): Promise<void> {
  const address = new URL(href, self.location.origin);
  if (address.origin !== self.location.origin) return;
  const tabs = await self.clients.matchAll({ type: "window" });
  const there = tabs.find(({ url }) => url === address.href) ?? (await tabs[0]?.navigate(address.href));
  await (there ? there.focus() : self.clients.openWindow(address.href));
}
