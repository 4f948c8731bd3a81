/** What every page needs: wallet, live updates, clock, banners, transactions still under way. */
import { config } from "./config";
import { find } from "./dom";
import { count, moment } from "./format";
import { startBell } from "./frame/bell";
import { startHeader } from "./frame/header";
import { startHealth } from "./frame/health";
import { showChosenTabs } from "./frame/tabs";
import { startClock } from "./live/clock";
import { refreshAll, startLive } from "./live/live";
import { startParts } from "./live/parts";
import { recall, remember } from "./storage";
import { startPending } from "./transactions/underway";
import { resume, watch } from "./wallet/wallet";

startParts();
startHeader();
startHealth();
startBell();
showChosenTabs();

startLive((number, timestamp) => {
  const template = find("#head").dataset["text"] ?? "";
  find("#head").textContent = template.replace("{number}", count(number)).replace("{time}", moment(timestamp));
});
rememberReferrer();
void resume();

startPending();
watch((session) => {
  if (session && config.page === "portfolio-ask") location.replace(`/portfolio/${session.account}`);
});

// Until then the page is busy with itself.
addEventListener("load", () => void navigator.serviceWorker?.register("/sw.js").catch(() => undefined));

// By then every script of the page has run, and listens.
document.addEventListener("DOMContentLoaded", () => {
  startClock((seen) => {
    document.dispatchEvent(new Event("toktok:over"));
    if (seen) refreshAll();
  });
  if (document.querySelector("[data-social]")) void import("./people/social").then(({ startSocial }) => startSocial());
  const star = document.querySelector<HTMLButtonElement>("[data-watch]");
  if (star) void import("./people/watch-button").then(({ startWatchButton }) => startWatchButton(star));
  if (document.querySelector(".moment-card")) void import("./moment/clips").then(({ startClips }) => startClips());
  document.documentElement.dataset["ready"] = "true";
});

/** `?ref=0x…` names who brought the reader; half of the protocol's fee goes there. */
function rememberReferrer(): void {
  const referrer = new URLSearchParams(location.search).get("ref") ?? "";
  if (/^0x[0-9a-fA-F]{40}$/.test(referrer) && !recall("referrer")) remember("referrer", referrer.toLowerCase());
}
