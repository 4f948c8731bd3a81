/** Who is signed in to the site, and requests that only they may make. The wallet signs in, the cookie stays with the browser. */
import type { Address } from "viem";

import { connect } from "../actions/connect";
import type { Challenge, Problem, Session } from "../api";
import { recall, remember } from "../storage";
import { t } from "../texts";
import { current, type Session as WalletSession } from "../wallet/wallet";

type Method = "GET" | "POST" | "PUT" | "DELETE";

const RENEW_AFTER = 3_600_000;

/** Who the page was made for; whether that still holds is asked when it matters. */
let reader = (document.body.dataset["reader"] || null) as Address | null;
let session: Session | null = null;

/** Who is signed in, as far as this page knows; asks nobody. */
export const readerOf = (): Address | null => reader;

/** Who is signed in. */
export async function signedIn(): Promise<Address | null> {
  return (await known())?.address ?? null;
}

/** Signs in with the wallet that is connected; connects one first. Throws sentences. */
export async function signIn(): Promise<Address> {
  const wallet = await connect();
  if (!wallet) throw await refusal(t("session.needed"));
  const before = await known();
  if (before && same(before.address, wallet.account)) return before.address;
  const { message } = await ask<Challenge>("POST", "/v1/session/challenge", { address: wallet.account });
  const signature = await sign(wallet, message);
  become(await ask<Session>("POST", "/v1/session", { message, signature }));
  return wallet.account;
}

export async function signOut(): Promise<void> {
  const held = await known();
  if (recall("push")) await import("./push").then(({ unsubscribe }) => unsubscribe());
  if (held) await ask("DELETE", "/v1/session", undefined, held.csrf_token).catch(ifOver);
  become(null);
}

/** A request as the one who is signed in, which is who the wallet says; signs in where that is needed. */
export async function send<T = unknown>(method: Method, path: string, body?: unknown): Promise<T> {
  await signInAsWallet();
  try {
    return await ask<T>(method, path, body, csrfToken());
  } catch (error) {
    if (!(error instanceof Answered) || ![401, 403].includes(error.status)) throw await told(error);
    // The session ended, or another tab began a new one.
    session = null;
    await signInAsWallet();
    return ask<T>(method, path, body, csrfToken()).catch(async (again: unknown) => {
      throw await told(again);
    });
  }
}

const csrfToken = (): string | undefined => session?.csrf_token;

/** Keeps a session that is in use: its token is replaced now and then. */
export async function renew(): Promise<void> {
  if (!reader || Date.now() - Number(recall("renewed") ?? 0) < RENEW_AFTER) return;
  remember("renewed", String(Date.now()));
  await known();
  if (recall("push")) await import("./push").then(({ renewSubscription }) => renewSubscription());
}

/** A request as the one who is signed in, whatever the wallet says; nothing happens if nobody is. */
export async function keep(method: "PUT" | "DELETE", path: string, body?: unknown): Promise<void> {
  const held = await known();
  if (!held) return;
  await ask(method, path, body, held.csrf_token).catch(async (error: unknown) => {
    throw await told(error);
  });
}

async function signInAsWallet(): Promise<void> {
  const held = await known();
  const wallet = current();
  if (held && (!wallet || same(wallet.account, held.address))) return;
  await signIn().catch(async (error: unknown) => {
    throw await told(error);
  });
}

async function known(): Promise<Session | null> {
  if (session || !reader) return session;
  const found = await ask<Session>("GET", "/v1/session").catch(ifOver);
  become(found ?? null);
  return session;
}

function become(next: Session | null): void {
  const before = reader;
  session = next;
  reader = next?.address ?? null;
  document.body.dataset["reader"] = reader ?? "";
  if (before === reader) return;
  // This browser told somebody else of their news.
  if (reader && recall("push") && recall("push") !== reader.toLowerCase()) {
    void import("./push").then(({ unsubscribe }) => unsubscribe());
  }
  document.dispatchEvent(new Event("toktok:reader"));
}

async function sign(wallet: WalletSession, message: string): Promise<string> {
  const bytes = new TextEncoder().encode(message);
  const hex = [...bytes].map((each) => each.toString(16).padStart(2, "0")).join("");
  return wallet.wallet.provider.request({ method: "personal_sign", params: [`0x${hex}`, wallet.account] });
}

class Answered extends Error {
  constructor(readonly status: number, readonly problem: Partial<Problem>) {
    super(problem.detail ?? "");
  }
}

async function ask<T>(method: Method, path: string, body?: unknown, csrf?: string): Promise<T> {
  const headers: Record<string, string> = {};
  if (body !== undefined && !(body instanceof Blob)) headers["Content-Type"] = "application/json";
  if (csrf) headers["X-CSRF-Token"] = csrf;
  const given = body === undefined ? {} : { body: body instanceof Blob ? body : JSON.stringify(body) };
  const response = await fetch(path, { method, headers, credentials: "same-origin", ...given });
  const text = await response.text();
  const answer: unknown = text && response.headers.get("content-type")?.includes("json") ? JSON.parse(text) : undefined;
  if (!response.ok) throw new Answered(response.status, (answer ?? {}) as Partial<Problem>);
  return answer as T;
}

function ifOver(error: unknown): undefined {
  if (error instanceof Answered && error.status === 401) return undefined;
  throw error;
}

/** What the server refuses as a sentence in the reader's language; a server that says nothing was not reached. */
async function told(error: unknown): Promise<unknown> {
  if (!(error instanceof Answered)) return error;
  if (!error.problem.type) return refusal(t("session.silent"));
  const { problemSentence } = await import("../problem");
  return refusal(await problemSentence(error.problem), error.problem.case ?? undefined);
}

async function refusal(sentence: string, about?: string): Promise<Error> {
  const { Refusal } = await import("../errors");
  return new Refusal(sentence, about);
}

function same(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
