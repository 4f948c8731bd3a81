/** This browser's push subscription: the browser's maker keeps it, the server sends to it, whoever is signed in owns it. */
import type { Push } from "../api";
import { forget, recall, remember } from "../storage";
import { keep, readerOf } from "./session";

export const canPush = (): boolean => "PushManager" in window && "serviceWorker" in navigator;

/** The key to subscribe with; null where the server sends nothing. */
export async function offeredKey(): Promise<string | null> {
  const response = await fetch("/v1/push");
  return response.ok ? ((await response.json()) as Push).key : null;
}

/** Whether the reader is told of news here. */
export async function isSubscribed(): Promise<boolean> {
  return recall("push") === readerOf()?.toLowerCase() && (await held()) !== null;
}

/** Subscribes the reader, or says again that they are subscribed. */
export async function subscribe(key: string): Promise<void> {
  const reader = readerOf();
  if (!reader) return;
  const { endpoint, keys } = (await sound(key)).toJSON();
  await keep("PUT", "/v1/me/push", { endpoint, key: keys?.["p256dh"], secret: keys?.["auth"], language: document.documentElement.lang });
  remember("push", reader.toLowerCase());
}

/** Ends the subscription: the service refuses what is sent to it from then on. */
export async function unsubscribe(): Promise<void> {
  forget("push");
  await (await held())?.unsubscribe();
}

/** Services replace subscriptions and servers their keys: what was on stays on. */
export async function renewSubscription(): Promise<void> {
  if (recall("push") !== readerOf()?.toLowerCase() || Notification.permission !== "granted") return;
  const key = await offeredKey();
  if (key) await subscribe(key);
}

async function held(): Promise<PushSubscription | null> {
  const worker = await navigator.serviceWorker?.getRegistration();
  return (await worker?.pushManager.getSubscription()) ?? null;
}

/** A subscription with this key, a new one where there is none. */
async function sound(key: string): Promise<PushSubscription> {
  const found = await held();
  if (found && sameKey(found, key)) return found;
  await found?.unsubscribe();
  await navigator.serviceWorker.register("/sw.js");
  const { pushManager } = await navigator.serviceWorker.ready;
  return pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
}

function sameKey({ options }: PushSubscription, key: string): boolean {
  const held = String.fromCharCode(...new Uint8Array(options.applicationServerKey ?? new ArrayBuffer(0)));
  return btoa(held).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "") === key;
}
