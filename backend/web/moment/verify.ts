/** The button that computes the hash of a clip here, and compares it with the one on the chain. */
import { find, maybe } from "../dom";
import { t } from "../texts";

export function bindVerify(): void {
  const button = maybe<HTMLButtonElement>("#verify");
  button?.addEventListener("click", () => {
    button.disabled = true;
    void compare(button).finally(() => (button.disabled = false));
  });
}

async function compare({ dataset }: HTMLElement): Promise<void> {
  const said = find("#verified");
  if (!crypto.subtle) return void (said.textContent = t("moment.no_crypto"));
  said.className = "small";
  said.textContent = t("moment.verifying");
  try {
    const response = await fetch(dataset["file"] ?? "");
    if (!response.ok) throw new Error(String(response.status));
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await response.arrayBuffer()));
    const hash = [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    const same = hash === dataset["hash"];
    said.classList.add(same ? "up" : "down");
    said.textContent = same ? t("moment.verified") : t("moment.differs", { hash });
  } catch {
    said.textContent = t("errors.rpc");
  }
}
